package recsys

import (
	"context"
	"errors"
	"io"
	"reflect"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

var found = &recsysv1.GetProductResponse{Product: &recsysv1.Product{Id: "1"}}

// attempts is what a server saw of the calls it answered one after the other.
type attempts struct {
	answers []error
	seen    []context.Context
	waited  []time.Duration
}

// client connects to a server that answers GetProduct with these errors in turn, nil being a product.
func (a *attempts) client(t *testing.T, options ...Option) *Client {
	t.Helper()
	script := &scripted{get: func(ctx context.Context, _ *recsysv1.GetProductRequest) (*recsysv1.GetProductResponse, error) {
		err := a.answers[len(a.seen)]
		a.seen = append(a.seen, ctx)
		return found, err
	}}
	return a.connect(t, script, options...)
}

func (a *attempts) connect(t *testing.T, script *scripted, options ...Option) *Client {
	t.Helper()
	options = append(options, func(s *settings) error {
		s.wait = func(_ context.Context, delay time.Duration) error {
			a.waited = append(a.waited, delay)
			return nil
		}
		return nil
	})
	client, err := Connect("http://"+serve(t, script), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

func get(ctx context.Context, client *Client) (*Error, error) {
	answer, err := client.Products.GetProduct(ctx, &recsysv1.GetProductRequest{ProductId: "1"})
	if err == nil && answer.Product.Id != "1" {
		return nil, errors.New("another product")
	}
	var typed *Error
	errors.As(err, &typed)
	return typed, err
}

func TestCall_WithoutDeadline_GetsTheClients(t *testing.T) {
	seen := &attempts{answers: []error{nil}}
	if _, err := get(context.Background(), seen.client(t, WithTimeout(7*time.Second))); err != nil {
		t.Fatal(err)
	}
	deadline, ok := seen.seen[0].Deadline()
	if left := time.Until(deadline); !ok || left > 7*time.Second || left < 2*time.Second {
		t.Errorf("the server saw %v left", left)
	}
}

func TestCall_WithDeadline_KeepsIt(t *testing.T) {
	seen := &attempts{answers: []error{nil}}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := get(ctx, seen.client(t)); err != nil {
		t.Fatal(err)
	}
	if deadline, _ := seen.seen[0].Deadline(); time.Until(deadline) < 30*time.Second {
		t.Errorf("the server saw %v left", time.Until(deadline))
	}
}

func TestCall_WithKey_SendsItInPlaceOfTheCallers(t *testing.T) {
	seen := &attempts{answers: []error{nil}}
	ctx := metadata.AppendToOutgoingContext(context.Background(), "authorization", "mine", "x-other", "stays")
	if _, err := get(ctx, seen.client(t, WithAPIKey("s3cret"))); err != nil {
		t.Fatal(err)
	}
	headers, _ := metadata.FromIncomingContext(seen.seen[0])
	if got := headers.Get("authorization"); !reflect.DeepEqual(got, []string{"Bearer s3cret"}) {
		t.Errorf("authorization is %v", got)
	}
	if got := headers.Get("x-other"); !reflect.DeepEqual(got, []string{"stays"}) {
		t.Errorf("x-other is %v", got)
	}
}

func TestSafeMethod_WhileUnavailable_IsRepeated(t *testing.T) {
	down := failure(codes.Unavailable, "down")
	seen := &attempts{answers: []error{down, down, nil}}
	if _, err := get(context.Background(), seen.client(t)); err != nil {
		t.Fatal(err)
	}
	for i, least := range []time.Duration{80 * time.Millisecond, 160 * time.Millisecond} {
		if seen.waited[i] < least || seen.waited[i] > least*3/2 {
			t.Errorf("wait %d was %v", i, seen.waited[i])
		}
	}
}

func TestSafeMethod_UnavailableForLong_EndsWithTheLastError(t *testing.T) {
	down := failure(codes.Unavailable, "down", info("OVERLOADED"))
	seen := &attempts{answers: []error{down, down, down}}
	typed, _ := get(context.Background(), seen.client(t))
	if typed == nil || typed.Reason != "OVERLOADED" || len(seen.seen) != 3 {
		t.Errorf("got %v after %d attempts", typed, len(seen.seen))
	}
}

func TestSafeMethod_WithRetryInfo_WaitsAsLong(t *testing.T) {
	busy := failure(codes.Unavailable, "busy", info("OVERLOADED"), retryIn(1500*time.Millisecond))
	seen := &attempts{answers: []error{busy, nil}}
	if _, err := get(context.Background(), seen.client(t)); err != nil {
		t.Fatal(err)
	}
	if seen.waited[0] < 1500*time.Millisecond || seen.waited[0] > 1650*time.Millisecond {
		t.Errorf("waited %v", seen.waited[0])
	}
}

func TestSafeMethod_RetryInfoBeyondTheDeadline_IsNotWaitedFor(t *testing.T) {
	seen := &attempts{answers: []error{failure(codes.Unavailable, "busy", info("OVERLOADED"), retryIn(time.Minute))}}
	typed, _ := get(context.Background(), seen.client(t))
	if typed == nil || typed.RetryDelay != time.Minute || len(seen.waited) != 0 {
		t.Errorf("got %v, waited %v", typed, seen.waited)
	}
}

func TestCall_OtherFailures_AreNotRepeated(t *testing.T) {
	for _, code := range []codes.Code{codes.Internal, codes.DeadlineExceeded, codes.ResourceExhausted, codes.NotFound} {
		seen := &attempts{answers: []error{failure(code, "")}}
		if typed, _ := get(context.Background(), seen.client(t)); typed.Code != code || len(seen.seen) != 1 {
			t.Errorf("%v: got %v after %d attempts", code, typed, len(seen.seen))
		}
	}
}

func TestCall_OneAttempt_IsNotRepeated(t *testing.T) {
	seen := &attempts{answers: []error{failure(codes.Unavailable, "")}}
	if typed, _ := get(context.Background(), seen.client(t, WithMaxAttempts(1))); typed == nil || len(seen.seen) != 1 {
		t.Errorf("got %v after %d attempts", typed, len(seen.seen))
	}
}

func TestUnsafeMethod_IsNeverRepeated(t *testing.T) {
	calls, seen := 0, &attempts{}
	client := seen.connect(t, &scripted{create: func() error {
		calls++
		return failure(codes.Unavailable, "")
	}})
	_, err := client.Products.CreateProduct(context.Background(), &recsysv1.CreateProductRequest{})
	if status.Code(err) != codes.Unavailable || calls != 1 {
		t.Errorf("got %v after %d attempts", err, calls)
	}
}

func TestSafeMethods_AreThoseTheContractMarks(t *testing.T) {
	for method, safe := range map[string]bool{
		"/recsys.v1.ProductService/GetProduct":             true,
		"/recsys.v1.InteractionService/WriteInteractions":  true,
		"/recsys.v1.ProductService/CreateProduct":          false,
		"/recsys.v1.InteractionService/IngestInteractions": false,
		"/recsys.v1.ProductService/Nope":                   false,
	} {
		if isSafe(method) != safe {
			t.Errorf("%s: %v", method, !safe)
		}
	}
}

func TestError_CarriesAllDetails(t *testing.T) {
	violation := &errdetails.BadRequest_FieldViolation{Field: "page_size", Description: "is -1; give 0–1000."}
	seen := &attempts{answers: []error{failure(codes.InvalidArgument, "wrong", info("INVALID_FIELDS"),
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{violation}},
		&errdetails.RequestInfo{RequestId: "r-1"})}}
	typed, err := get(context.Background(), seen.client(t))
	if typed == nil {
		t.Fatal(err)
	}
	if typed.Code != codes.InvalidArgument || typed.Message != "wrong" || typed.Reason != "INVALID_FIELDS" ||
		typed.Domain != "recsys" || typed.Metadata["a"] != "b" || typed.RequestID != "r-1" || typed.RetryDelay != 0 ||
		!reflect.DeepEqual(typed.FieldViolations, []FieldViolation{{"page_size", "is -1; give 0–1000."}}) {
		t.Errorf("got %+v", typed)
	}
	if status.Code(err) != codes.InvalidArgument || err.Error() != "InvalidArgument: wrong" {
		t.Errorf("got %v, %v", status.Code(err), err)
	}
}

func TestError_OfAnEndedContext_IsTheContexts(t *testing.T) {
	script := &scripted{get: func(ctx context.Context, _ *recsysv1.GetProductRequest) (*recsysv1.GetProductResponse, error) {
		<-ctx.Done()
		return nil, status.FromContextError(ctx.Err()).Err()
	}}
	client := (&attempts{}).connect(t, script)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := get(ctx, client); !errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if _, err := get(ctx, client); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestStream_HasNoDeadlineAndFailsTyped(t *testing.T) {
	client := (&attempts{}).connect(t, &scripted{watch: func(stream recsysv1.OperationsService_WatchServerStatusServer) error {
		if _, limited := stream.Context().Deadline(); limited {
			return failure(codes.Internal, "has a deadline")
		}
		if err := stream.Send(&recsysv1.WatchServerStatusResponse{}); err != nil {
			return err
		}
		return failure(codes.Aborted, "enough", info("ENOUGH"))
	}})
	stream, err := client.Operations.WatchServerStatus(context.Background(), &recsysv1.WatchServerStatusRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); err != nil {
		t.Fatal(err)
	}
	var typed *Error
	if _, err := stream.Recv(); !errors.As(err, &typed) || typed.Reason != "ENOUGH" || err == io.EOF {
		t.Errorf("got %v", err)
	}
}

func TestAttribute_PutsTheTokenIn(t *testing.T) {
	interaction := &recsysv1.Interaction{}
	answers := []Answer{
		&recsysv1.RecommendForUserResponse{AttributionToken: "a"}, &recsysv1.SimilarProductsResponse{AttributionToken: "b"},
	}
	for _, answer := range answers {
		if Attribute(interaction, answer).AttributionToken != answer.GetAttributionToken() {
			t.Errorf("got %q", interaction.AttributionToken)
		}
	}
}
