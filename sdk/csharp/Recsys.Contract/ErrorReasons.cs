namespace Recsys.V1;

/// <summary>
/// Values of <c>google.rpc.ErrorInfo.reason</c> that a server of this contract sends, for programs to compare with. New
/// ones may come; none changes its meaning.
/// </summary>
public static class ErrorReasons
{
    /// <summary><c>ErrorInfo.domain</c> of every reason here.</summary>
    public const string Domain = "recsys";

    /// <summary>INVALID_ARGUMENT: one or more fields are wrong; <c>google.rpc.BadRequest</c> names each.</summary>
    public const string InvalidFields = "INVALID_FIELDS";

    /// <summary>NOT_FOUND: the catalogue has no such product.</summary>
    public const string ProductNotFound = "PRODUCT_NOT_FOUND";

    /// <summary>NOT_FOUND: there is no such customer record.</summary>
    public const string CustomerNotFound = "CUSTOMER_NOT_FOUND";

    /// <summary>NOT_FOUND: the live model version has no pipeline of that name.</summary>
    public const string PipelineNotFound = "PIPELINE_NOT_FOUND";

    /// <summary>NOT_FOUND: there is no such model version.</summary>
    public const string ModelNotFound = "MODEL_NOT_FOUND";

    /// <summary>ALREADY_EXISTS: the catalogue has a product of that id.</summary>
    public const string ProductAlreadyExists = "PRODUCT_ALREADY_EXISTS";

    /// <summary>ALREADY_EXISTS: there is a customer of that id.</summary>
    public const string CustomerAlreadyExists = "CUSTOMER_ALREADY_EXISTS";

    /// <summary>ABORTED: the record was changed since its etag was read.</summary>
    public const string EtagMismatch = "ETAG_MISMATCH";

    /// <summary>UNAVAILABLE: no model version is live yet; <c>google.rpc.RetryInfo</c> says when to try
    /// again.</summary>
    public const string ModelNotReady = "MODEL_NOT_READY";

    /// <summary>UNAVAILABLE: the store cannot be written or read; nothing that was acknowledged is lost.</summary>
    public const string StorageUnavailable = "STORAGE_UNAVAILABLE";

    /// <summary>
    /// RESOURCE_EXHAUSTED: the server's disk is full; reads go on, and <c>google.rpc.RetryInfo</c> says when to try
    /// to write again.
    /// </summary>
    public const string StorageFull = "STORAGE_FULL";

    /// <summary>UNIMPLEMENTED: the contract has the call, this server does not serve it yet.</summary>
    public const string NotServed = "NOT_SERVED";

    /// <summary>INTERNAL: a bug in the server, logged there under the call's request id.</summary>
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>INVALID_ARGUMENT: the bytes are no message of the method's type, or are cut off.</summary>
    public const string UnreadableMessage = "UNREADABLE_MESSAGE";

    /// <summary>RESOURCE_EXHAUSTED: the message is larger than the server accepts.</summary>
    public const string MessageTooLarge = "MESSAGE_TOO_LARGE";

    /// <summary>NOT_FOUND: health was asked for a service that the server does not have.</summary>
    public const string ServiceNotFound = "SERVICE_NOT_FOUND";

    /// <summary>UNIMPLEMENTED: the server has no such service or method.</summary>
    public const string MethodNotFound = "METHOD_NOT_FOUND";

    /// <summary>PERMISSION_DENIED: a browser calls for a page of an origin that the server does not allow.</summary>
    public const string OriginNotAllowed = "ORIGIN_NOT_ALLOWED";

    /// <summary>NOT_FOUND: the server has nothing at that path.</summary>
    public const string PathNotFound = "PATH_NOT_FOUND";

    /// <summary>INVALID_ARGUMENT: the request's content type is none that its path takes.</summary>
    public const string ContentTypeNotSupported = "CONTENT_TYPE_NOT_SUPPORTED";

    /// <summary>
    /// UNAVAILABLE: more calls are under way than the server takes; <c>google.rpc.RetryInfo</c> says when to try
    /// again.
    /// </summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>UNAUTHENTICATED: no API key, or a wrong one.</summary>
    public const string ApiKeyInvalid = "API_KEY_INVALID";

    /// <summary>DEADLINE_EXCEEDED: the call's deadline passed before it ended.</summary>
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";

    /// <summary>
    /// DEADLINE_EXCEEDED: the deadline passed before the journal reached <c>min_journal_position</c>.
    /// </summary>
    public const string JournalPositionNotReached = "JOURNAL_POSITION_NOT_REACHED";

    /// <summary>ABORTED: a stream was cut off since its client did not read acknowledgements.</summary>
    public const string AcknowledgementsNotRead = "ACKNOWLEDGEMENTS_NOT_READ";

    /// <summary>
    /// UNAVAILABLE: the server is stopping and ended the stream; what it acknowledged is durable, and the client goes
    /// on by reconnecting.
    /// </summary>
    public const string ServerStopping = "SERVER_STOPPING";

    /// <summary>FAILED_PRECONDITION: the server was started without held-out interactions.</summary>
    public const string NoHeldOutData = "NO_HELD_OUT_DATA";

    /// <summary>FAILED_PRECONDITION: no model version was live before this one.</summary>
    public const string NoEarlierModel = "NO_EARLIER_MODEL";

    /// <summary>FAILED_PRECONDITION: the model version is incomplete or its checksums do not match.</summary>
    public const string ModelDamaged = "MODEL_DAMAGED";

    /// <summary>ABORTED: another model version is live than the call expected.</summary>
    public const string LiveModelChanged = "LIVE_MODEL_CHANGED";

    /// <summary>FAILED_PRECONDITION: the store holds no interactions to train on.</summary>
    public const string NotEnoughData = "NOT_ENOUGH_DATA";

    /// <summary>
    /// RESOURCE_EXHAUSTED: as many runs of training wait as the server lets; <c>google.rpc.RetryInfo</c> says when to
    /// try again.
    /// </summary>
    public const string TrainingQueueFull = "TRAINING_QUEUE_FULL";

    /// <summary>NOT_FOUND: there is no run of training of this id, or it is no longer remembered.</summary>
    public const string TrainingRunNotFound = "TRAINING_RUN_NOT_FOUND";

    /// <summary>CANCELLED: the caller gave the call up.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>UNIMPLEMENTED: the path is a call's, but not with this HTTP method; by plain HTTP.</summary>
    public const string HttpMethodNotAllowed = "HTTP_METHOD_NOT_ALLOWED";

    /// <summary>INVALID_ARGUMENT: the caller accepts no form that this call answers in; by plain HTTP.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>
    /// Any status: the call failed below its method, for example in an encoding that the server does not know.
    /// </summary>
    public const string CallFailed = "CALL_FAILED";
}
