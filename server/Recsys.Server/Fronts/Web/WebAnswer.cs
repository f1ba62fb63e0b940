using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Recsys.Server.Errors;

namespace Recsys.Server.Fronts.Web;

/// <summary>
/// The answer of one gRPC-Web call, in place of HTTP's own: takes the trailers, and writes them as the last frame when
/// the call ends, or before, when the gRPC layer ends it at its deadline.
/// </summary>
internal sealed class WebAnswer :
    IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IHttpResetFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly ErrorCompletion _errors;
    private readonly IHttpResponseBodyFeature _body;
    private readonly IHttpResponseTrailersFeature? _trailers;
    private readonly IHttpResetFeature? _reset;
    private readonly WebWriter _writer;
    private Stream? _stream;

    public WebAnswer(HttpContext context, ErrorCompletion errors, bool isText)
    {
        (_context, _errors) = (context, errors);
        var features = context.Features;
        _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _trailers = features.Get<IHttpResponseTrailersFeature>();
        _reset = features.Get<IHttpResetFeature>();
        _writer = new WebWriter(_body.Writer, isText);
        features.Set<IHttpResponseBodyFeature>(this);
        features.Set<IHttpResponseTrailersFeature>(this);
        features.Set<IHttpResetFeature>(this);
        context.Response.OnStarting(isText ? AnswerText : AnswerBinary, context.Response);
    }

    /// <summary>What the last frame will hold.</summary>
    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    public PipeWriter Writer => _writer;

    /// <summary>Ends the answer once all is written. A call that never began has its trailers in the headers.</summary>
    public void End()
    {
        // Not flushed: the server does that with the answer's end, in one packet instead of two.
        if (_context.Response.HasStarted) _writer.End(Trailers, isWriterDone: true);
    }

    /// <summary>Puts HTTP's own answer back.</summary>
    public void GiveBack()
    {
        _context.Features.Set(_body);
        _context.Features.Set(_trailers);
        _context.Features.Set(_reset);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Ends the answer at a deadline, whatever the method is doing.</summary>
    public Task CompleteAsync()
    {
        if (_context.Response.HasStarted)
        {
            _errors.Complete(_context, Trailers);
            _writer.End(Trailers, isWriterDone: false);
        }
        else
        {
            _errors.Complete(_context, _context.Response.Headers);
            _writer.Close();
        }
        return _body.CompleteAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => _body.StartAsync(cancellationToken);

    public void DisableBuffering() => _body.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    /// <summary>Tells HTTP/2 that the request's rest is not wanted; HTTP/1.1 has no word for it, and needs
    /// none.</summary>
    public void Reset(int errorCode) => _reset?.Reset(errorCode);

    private static Task AnswerBinary(object response) => SetType(response, isText: false);

    private static Task AnswerText(object response) => SetType(response, isText: true);

    private static Task SetType(object response, bool isText)
    {
        ((HttpResponse)response).ContentType = WebFormat.ContentType(isText);
        return Task.CompletedTask;
    }
}
