package recsys

import (
	"google.golang.org/grpc"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// Client is a connection to a recommendation server. Make one for each server and keep it: it is safe for any number of
// goroutines, opens its connection at once in the background, and reconnects by itself.
//
// Every unary call has a deadline: its context's, or the client's own. Calls that the contract marks as safe to repeat are
// repeated while the server is unavailable. Every failure is an *Error.
type Client struct {
	// Recommendations are products for a customer or visitor, and products similar to one.
	Recommendations recsysv1.RecommendationServiceClient
	// Interactions tells the server what customers and visitors did.
	Interactions recsysv1.InteractionServiceClient
	// Products keeps the catalogue.
	Products recsysv1.ProductServiceClient
	// Customers keeps customer records.
	Customers recsysv1.CustomerServiceClient
	// Models are model versions and training.
	Models recsysv1.ModelServiceClient
	// Operations watches the server.
	Operations recsysv1.OperationsServiceClient

	conn *grpc.ClientConn
}

// Connect makes a client for a server: http://127.0.0.1:5080, or https://recs.example.com for one with TLS. It does not wait
// for the connection. An address that is none, an option out of range and a certificate file that cannot be read are errors.
func Connect(address string, options ...Option) (*Client, error) {
	settings := defaults()
	for _, option := range options {
		if err := option(settings); err != nil {
			return nil, err
		}
	}
	target, secure, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	dial, err := settings.dialOptions(secure)
	if err != nil {
		return nil, err
	}
	conn, err := grpc.Dial(target, dial...)
	if err != nil {
		return nil, err
	}
	return newClient(conn), nil
}

func newClient(conn *grpc.ClientConn) *Client {
	return &Client{
		Recommendations: recsysv1.NewRecommendationServiceClient(conn),
		Interactions:    recsysv1.NewInteractionServiceClient(conn),
		Products:        recsysv1.NewProductServiceClient(conn),
		Customers:       recsysv1.NewCustomerServiceClient(conn),
		Models:          recsysv1.NewModelServiceClient(conn),
		Operations:      recsysv1.NewOperationsServiceClient(conn),
		conn:            conn,
	}
}

// Conn is the connection, for clients of other services, such as grpc.health.v1.
func (c *Client) Conn() grpc.ClientConnInterface { return c.conn }

// Close ends the connection; calls under way end with codes.Canceled.
func (c *Client) Close() error { return c.conn.Close() }
