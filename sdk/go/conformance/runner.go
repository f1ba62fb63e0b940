package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/health/grpc_health_v1" // its methods are called too
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/runtime/protoimpl"
	"google.golang.org/protobuf/types/known/emptypb"

	"recsys.example/recsys"
	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

type runner struct {
	clients map[clientKey]*connected
}

type clientKey struct {
	endpoint    endpoint
	maxAttempts int
}

type connected struct{ *recsys.Client }

func (r *runner) client(asked *request) (*recsys.Client, error) {
	key := clientKey{asked.Endpoint, asked.MaxAttempts}
	if known, ok := r.clients[key]; ok {
		return known.Client, nil
	}
	var options []recsys.Option
	if asked.MaxAttempts > 0 {
		options = append(options, recsys.WithMaxAttempts(asked.MaxAttempts))
	}
	if key.endpoint.APIKey != "" {
		options = append(options, recsys.WithAPIKey(key.endpoint.APIKey))
	}
	if key.endpoint.CAFile != "" {
		options = append(options, recsys.WithCAFile(key.endpoint.CAFile))
	}
	client, err := recsys.Connect(key.endpoint.Address, options...)
	if err != nil {
		return nil, err
	}
	r.clients[key] = &connected{client}
	return client, nil
}

func (r *runner) language(*request) (response, error) {
	version := strings.Join(strings.SplitN(strings.TrimPrefix(runtime.Version(), "go"), ".", 3)[:2], ".")
	return response{"language": "Go " + version + ", grpc-go " + grpc.Version}, nil
}

func (r *runner) call(asked *request) (response, error) {
	client, err := r.client(asked)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if asked.TimeoutMs > 0 {
		ctx, cancel = context.WithTimeout(ctx, time.Duration(asked.TimeoutMs)*time.Millisecond)
		defer cancel()
	}
	made, err := prepare(client.Conn(), asked)
	if err != nil {
		return nil, err
	}
	answers, failure := made.run(ctx, cancel)
	var impossible unsupported
	if errors.As(failure, &impossible) {
		return nil, impossible
	}
	told := ending(failure)
	told["responses"], err = written(answers)
	return told, err
}

// prepared is a call with all that it sends.
type prepared struct {
	conn     grpc.ClientConnInterface
	path     string
	cancel   string
	requests []proto.Message
	answer   func() proto.Message
	// Whether requests and answers are streams.
	sends, receives bool
}

func prepare(conn grpc.ClientConnInterface, asked *request) (*prepared, error) {
	made := &prepared{conn: conn, path: "/" + asked.Method, cancel: asked.Cancel}
	newRequest := func() proto.Message { return &emptypb.Empty{} }
	made.answer = newRequest
	name := protoreflect.FullName(strings.ReplaceAll(asked.Method, "/", "."))
	if found, err := protoregistry.GlobalFiles.FindDescriptorByName(name); err == nil {
		method := found.(protoreflect.MethodDescriptor)
		made.sends, made.receives = method.IsStreamingClient(), method.IsStreamingServer()
		newRequest, made.answer = maker(method.Input()), maker(method.Output())
	}
	for _, text := range asked.Requests {
		message := newRequest()
		if err := protojson.Unmarshal(text, message); err != nil {
			return nil, err
		}
		made.requests = append(made.requests, message)
	}
	return made, nil
}

func maker(descriptor protoreflect.MessageDescriptor) func() proto.Message {
	return func() proto.Message {
		found, err := protoregistry.GlobalTypes.FindMessageByName(descriptor.FullName())
		if err != nil {
			panic(err)
		}
		return found.New().Interface()
	}
}

// wire is a message as grpc takes it, also one that older generated code, such as that of health, has made.
func wire(message proto.Message) interface{} { return protoimpl.X.ProtoMessageV1Of(message) }

func (p *prepared) run(ctx context.Context, cancel context.CancelFunc) ([]proto.Message, error) {
	if p.sends || p.receives {
		return p.runStream(ctx, cancel)
	}
	if p.cancel == "after_first_response" {
		return nil, unsupported("a unary call has one response only")
	}
	answer, ended := p.answer(), make(chan error, 1)
	go func() { ended <- p.conn.Invoke(ctx, p.path, wire(p.requests[0]), wire(answer)) }()
	if p.cancel == "at_once" {
		cancel()
	}
	if err := <-ended; err != nil {
		return nil, err
	}
	return []proto.Message{answer}, nil
}

func (p *prepared) runStream(ctx context.Context, cancel context.CancelFunc) ([]proto.Message, error) {
	description := &grpc.StreamDesc{ClientStreams: p.sends, ServerStreams: p.receives}
	call, err := p.conn.NewStream(ctx, description, p.path)
	if err != nil {
		return nil, err
	}
	if p.cancel == "at_once" {
		cancel()
	}
	for _, message := range p.requests {
		if call.SendMsg(wire(message)) != nil {
			break // receiving tells why
		}
	}
	if err := call.CloseSend(); err != nil {
		return nil, err
	}
	var answers []proto.Message
	for {
		answer := p.answer()
		if err := call.RecvMsg(wire(answer)); err == io.EOF {
			return answers, nil
		} else if err != nil {
			return answers, err
		}
		answers = append(answers, answer)
		if p.cancel == "after_first_response" {
			cancel()
		}
		if !p.receives {
			return answers, nil
		}
	}
}

func (r *runner) stream(asked *request) (response, error) {
	client, err := r.client(asked)
	if err != nil {
		return nil, err
	}
	options := recsys.StreamOptions{BatchSize: asked.MaxBatch}
	if asked.LingerMs != nil {
		if options.Linger = time.Duration(*asked.LingerMs) * time.Millisecond; options.Linger == 0 {
			options.Linger = -1
		}
	}
	rejections := []response{}
	options.Rejected = func(receipt recsys.Receipt) {
		rejections = append(rejections, response{
			"id": receipt.InteractionID, "reason": receipt.Rejection.Reason, "field": receipt.Rejection.Field,
		})
	}
	stream, err := client.InteractionStream(options)
	if err != nil {
		return nil, err
	}
	ids, failure := []string{}, error(nil)
	for _, text := range asked.Interactions {
		interaction := &recsysv1.Interaction{}
		if err := protojson.Unmarshal(text, interaction); err != nil {
			return nil, err
		}
		if failure = stream.Add(context.Background(), interaction); failure != nil {
			break
		}
		ids = append(ids, interaction.Id)
	}
	if err := stream.Close(); failure == nil {
		failure = err
	}
	told, totals := ending(failure), stream.Totals()
	told["accepted"], told["duplicates"], told["rejections"], told["ids"] = totals.Accepted, totals.Duplicates, rejections, ids
	return told, nil
}

func (r *runner) attribute(asked *request) (response, error) {
	client, err := r.client(asked)
	if err != nil {
		return nil, err
	}
	question, interaction := &recsysv1.RecommendForUserRequest{}, &recsysv1.Interaction{}
	if err := protojson.Unmarshal(asked.Request, question); err != nil {
		return nil, err
	}
	if err := protojson.Unmarshal(asked.Interaction, interaction); err != nil {
		return nil, err
	}
	var answers []proto.Message
	answer, failure := client.Recommendations.RecommendForUser(context.Background(), question)
	if failure == nil {
		answers = append(answers, answer)
		written := &recsysv1.WriteInteractionsRequest{
			Interactions: []*recsysv1.Interaction{recsys.Attribute(interaction, answer)},
		}
		var result *recsysv1.WriteInteractionsResponse
		if result, failure = client.Interactions.WriteInteractions(context.Background(), written); failure == nil {
			answers = append(answers, result)
		}
	}
	told := ending(failure)
	if told["responses"], err = written(answers); err != nil {
		return nil, err
	}
	told["interaction"], err = toJSON(interaction)
	return told, err
}

// ending tells how a call ended.
func ending(err error) response {
	told := response{
		"code": codeNames[status.Code(err)], "message": "", "reason": "", "domain": "", "metadata": map[string]string{},
		"fields": []response{}, "retry_delay_ms": 0, "request_id": "",
	}
	var failure *recsys.Error
	if !errors.As(err, &failure) {
		if err != nil {
			told["message"] = err.Error()
		}
		return told
	}
	fields := []response{}
	for _, field := range failure.FieldViolations {
		fields = append(fields, response{"field": field.Field, "description": field.Description})
	}
	if failure.Metadata != nil {
		told["metadata"] = failure.Metadata
	}
	told["message"], told["reason"], told["domain"] = failure.Message, failure.Reason, failure.Domain
	told["fields"], told["retry_delay_ms"] = fields, failure.RetryDelay.Milliseconds()
	told["request_id"] = failure.RequestID
	return told
}

func written(messages []proto.Message) ([]json.RawMessage, error) {
	texts := []json.RawMessage{}
	for _, message := range messages {
		text, err := toJSON(message)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}

func toJSON(message proto.Message) (json.RawMessage, error) {
	text, err := protojson.Marshal(message)
	if err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	err = json.Compact(&compact, text)
	return compact.Bytes(), err
}

var codeNames = map[codes.Code]string{
	codes.OK: "OK", codes.Canceled: "CANCELLED", codes.Unknown: "UNKNOWN", codes.InvalidArgument: "INVALID_ARGUMENT",
	codes.DeadlineExceeded: "DEADLINE_EXCEEDED", codes.NotFound: "NOT_FOUND", codes.AlreadyExists: "ALREADY_EXISTS",
	codes.PermissionDenied: "PERMISSION_DENIED", codes.ResourceExhausted: "RESOURCE_EXHAUSTED",
	codes.FailedPrecondition: "FAILED_PRECONDITION", codes.Aborted: "ABORTED", codes.OutOfRange: "OUT_OF_RANGE",
	codes.Unimplemented: "UNIMPLEMENTED", codes.Internal: "INTERNAL", codes.Unavailable: "UNAVAILABLE",
	codes.DataLoss: "DATA_LOSS", codes.Unauthenticated: "UNAUTHENTICATED",
}
