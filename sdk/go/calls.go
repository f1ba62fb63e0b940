package recsys

import (
	"context"
	"io"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// unary gives a call key and deadline, repeats it where that is safe, and makes its failure an *Error.
func (s *settings) unary(
	ctx context.Context, method string, request, answer interface{}, conn *grpc.ClientConn, call grpc.UnaryInvoker,
	options ...grpc.CallOption,
) error {
	deadline, ok := ctx.Deadline()
	if !ok {
		deadline = time.Now().Add(s.timeout)
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline)
		defer cancel()
	}
	ctx = s.authorized(ctx)
	for attempt := 1; ; attempt++ {
		err := call(ctx, method, request, answer, conn, options...)
		if err == nil {
			return nil
		}
		failure := errorOf(err)
		delay, again := s.retry.delay(method, attempt, failure, time.Until(deadline))
		if !again || s.wait(ctx, delay) != nil {
			return failure
		}
	}
}

// stream gives a call the key and makes its failures an *Error each.
func (s *settings) stream(
	ctx context.Context, description *grpc.StreamDesc, conn *grpc.ClientConn, method string, call grpc.Streamer,
	options ...grpc.CallOption,
) (grpc.ClientStream, error) {
	opened, err := call(s.authorized(ctx), description, conn, method, options...)
	if err != nil {
		return nil, errorOf(err)
	}
	return typedStream{opened}, nil
}

func (s *settings) authorized(ctx context.Context) context.Context {
	if s.apiKey == "" {
		return ctx
	}
	headers, _ := metadata.FromOutgoingContext(ctx)
	headers = headers.Copy()
	headers.Set("authorization", "Bearer "+s.apiKey)
	return metadata.NewOutgoingContext(ctx, headers)
}

// typedStream fails with *Error. io.EOF stays itself: of Recv it is the end, of Send a reason to ask Recv.
type typedStream struct{ grpc.ClientStream }

func (t typedStream) SendMsg(message interface{}) error {
	return typed(t.ClientStream.SendMsg(message))
}

func (t typedStream) RecvMsg(message interface{}) error {
	return typed(t.ClientStream.RecvMsg(message))
}

func (t typedStream) CloseSend() error { return typed(t.ClientStream.CloseSend()) }

func (t typedStream) Header() (metadata.MD, error) {
	header, err := t.ClientStream.Header()
	return header, typed(err)
}

func typed(err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return errorOf(err)
}
