package recsys

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/golang/protobuf/proto"
	"github.com/golang/protobuf/ptypes/duration"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// scripted answers by scripts.
type scripted struct {
	recsysv1.UnimplementedProductServiceServer
	recsysv1.UnimplementedInteractionServiceServer
	recsysv1.UnimplementedOperationsServiceServer
	get    func(context.Context, *recsysv1.GetProductRequest) (*recsysv1.GetProductResponse, error)
	create func() error
	watch  func(recsysv1.OperationsService_WatchServerStatusServer) error
	ingest func(recsysv1.InteractionService_IngestInteractionsServer) error
}

func (s *scripted) GetProduct(
	ctx context.Context, request *recsysv1.GetProductRequest,
) (*recsysv1.GetProductResponse, error) {
	return s.get(ctx, request)
}

func (s *scripted) CreateProduct(
	context.Context, *recsysv1.CreateProductRequest,
) (*recsysv1.CreateProductResponse, error) {
	return nil, s.create()
}

func (s *scripted) WatchServerStatus(
	_ *recsysv1.WatchServerStatusRequest, stream recsysv1.OperationsService_WatchServerStatusServer,
) error {
	return s.watch(stream)
}

func (s *scripted) IngestInteractions(stream recsysv1.InteractionService_IngestInteractionsServer) error {
	return s.ingest(stream)
}

// serve starts a server of a script and gives its address.
func serve(t *testing.T, script *scripted, options ...grpc.ServerOption) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(options...)
	recsysv1.RegisterProductServiceServer(server, script)
	recsysv1.RegisterInteractionServiceServer(server, script)
	recsysv1.RegisterOperationsServiceServer(server, script)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

// failure makes the error that a server answers.
func failure(code codes.Code, message string, details ...proto.Message) error {
	made, err := status.New(code, message).WithDetails(details...)
	if err != nil {
		return status.Error(code, message)
	}
	return made.Err()
}

func info(reason string) proto.Message {
	return &errdetails.ErrorInfo{Reason: reason, Domain: "recsys", Metadata: map[string]string{"a": "b"}}
}

func retryIn(delay time.Duration) proto.Message {
	return &errdetails.RetryInfo{RetryDelay: &duration.Duration{
		Seconds: int64(delay / time.Second), Nanos: int32(delay % time.Second),
	}}
}

// manualClock stands still until a test moves it.
type manualClock struct {
	mutex   sync.Mutex
	changed *sync.Cond
	now     time.Time
	waiting map[int]*timer
	made    int
}

type timer struct {
	delay time.Duration
	until time.Time
	fires chan time.Time
}

func newManualClock() *manualClock {
	c := &manualClock{now: time.Unix(1_700_000_000, 0), waiting: map[int]*timer{}}
	c.changed = sync.NewCond(&c.mutex)
	return c
}

func (c *manualClock) Now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.now
}

func (c *manualClock) After(delay time.Duration) (<-chan time.Time, func()) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.made++
	id, made := c.made, &timer{delay, c.now.Add(delay), make(chan time.Time, 1)}
	c.waiting[id] = made
	c.changed.Broadcast()
	return made.fires, func() {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		delete(c.waiting, id)
	}
}

// elapse waits until somebody waits for a time between the bounds, and lets it pass.
func (c *manualClock) elapse(t *testing.T, least, most time.Duration) {
	t.Helper()
	late := false
	guard := time.AfterFunc(20*time.Second, func() {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		late = true
		c.changed.Broadcast()
	})
	defer guard.Stop()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for !late {
		for _, one := range c.waiting {
			if one.delay >= least && one.delay <= most {
				c.now = one.until
				for id, due := range c.waiting {
					if !due.until.After(c.now) {
						delete(c.waiting, id)
						due.fires <- c.now
					}
				}
				return
			}
		}
		c.changed.Wait()
	}
	t.Fatalf("nobody waits for %v to %v", least, most)
}
