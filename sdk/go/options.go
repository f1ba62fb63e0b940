package recsys

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"
)

// Option sets how a Client calls.
type Option func(*settings) error

type settings struct {
	timeout         time.Duration
	apiKey          string
	roots           *x509.CertPool
	maxReceiveBytes int
	retry           retryPolicy
	// Waits between two attempts; tests put their own here.
	wait func(context.Context, time.Duration) error
}

func defaults() *settings {
	return &settings{
		timeout:         5 * time.Second,
		maxReceiveBytes: 32 << 20,
		retry:           retryPolicy{maxAttempts: 3, jitter: uniform},
		wait:            sleep,
	}
}

// WithTimeout sets how long a unary call may take in all, repeats included, unless its context has a deadline: 1 ms to 1 day; 5
// seconds by default. Streams have no deadline unless their context has one.
func WithTimeout(timeout time.Duration) Option {
	return func(s *settings) error {
		if timeout < time.Millisecond || timeout > 24*time.Hour {
			return errors.New("recsys: WithTimeout must be 1 ms to 1 day")
		}
		s.timeout = timeout
		return nil
	}
}

// WithMaxAttempts sets how often a call that the contract marks as safe to repeat is tried in all while the server answers
// Unavailable: 1 to 5; 3 by default. It waits about 0.1, 0.2, 0.4 … seconds in between, or as long as the server says.
func WithMaxAttempts(attempts int) Option {
	return func(s *settings) error {
		if attempts < 1 || attempts > 5 {
			return errors.New("recsys: WithMaxAttempts must be 1 to 5")
		}
		s.retry.maxAttempts = attempts
		return nil
	}
}

// WithAPIKey sends a key as "authorization: Bearer" with every call. Use it with https only.
func WithAPIKey(key string) Option {
	return func(s *settings) error {
		if len(key) < 1 || len(key) > 4096 {
			return errors.New("recsys: WithAPIKey must be 1 to 4096 visible ASCII characters")
		}
		for _, one := range []byte(key) {
			if one < '!' || one > '~' {
				return errors.New("recsys: WithAPIKey must be 1 to 4096 visible ASCII characters")
			}
		}
		s.apiKey = key
		return nil
	}
}

// WithRootCAs trusts these certificates instead of the system's.
func WithRootCAs(roots *x509.CertPool) Option {
	return func(s *settings) error {
		s.roots = roots
		return nil
	}
}

// WithCAFile trusts the certificates of a PEM file instead of the system's.
func WithCAFile(path string) Option {
	return func(s *settings) error {
		pem, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("recsys: %w", err)
		}
		s.roots = x509.NewCertPool()
		if !s.roots.AppendCertsFromPEM(pem) {
			return fmt.Errorf("recsys: %s has no certificate in PEM form", path)
		}
		return nil
	}
}

// WithMaxReceiveBytes sets the largest answer taken: 1 KiB to 1 GiB; 32 MiB by default.
func WithMaxReceiveBytes(bytes int) Option {
	return func(s *settings) error {
		if bytes < 1<<10 || bytes > 1<<30 {
			return errors.New("recsys: WithMaxReceiveBytes must be 1 KiB to 1 GiB")
		}
		s.maxReceiveBytes = bytes
		return nil
	}
}

func (s *settings) dialOptions(secure bool) ([]grpc.DialOption, error) {
	transport := grpc.WithInsecure()
	if secure {
		transport = grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(s.roots, ""))
	} else if s.roots != nil {
		return nil, errors.New("recsys: root certificates are for https addresses")
	}
	return []grpc.DialOption{
		transport,
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(s.maxReceiveBytes)),
		grpc.WithChainUnaryInterceptor(s.unary),
		grpc.WithChainStreamInterceptor(s.stream),
		// Repeats are this package's own.
		grpc.WithDisableRetry(),
		grpc.WithDisableServiceConfig(),
		// A server that restarts is found again soon: the defaults wait a second, then up to two minutes.
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff: backoff.Config{
				BaseDelay: 100 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 5 * time.Second,
			},
			MinConnectTimeout: 5 * time.Second,
		}),
		// A connection that a firewall dropped in silence is found by pings instead of by a lost call.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: time.Minute, Timeout: 20 * time.Second}),
	}, nil
}

// parseAddress gives what grpc calls the target, and whether it is reached by TLS.
func parseAddress(address string) (string, bool, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Hostname() == "" {
		return "", false, fmt.Errorf("recsys: %q is no address; write it like http://127.0.0.1:5080", address)
	}
	if parsed.Path != "" && parsed.Path != "/" || parsed.RawQuery != "" || parsed.Fragment != "" || parsed.User != nil {
		return "", false, fmt.Errorf(
			"recsys: %q has more than scheme, host and port; write it like http://127.0.0.1:5080", address)
	}
	secure, port := parsed.Scheme == "https", parsed.Port()
	if port == "" {
		port = map[bool]string{false: "80", true: "443"}[secure]
	}
	return net.JoinHostPort(parsed.Hostname(), port), secure, nil
}

func sleep(ctx context.Context, delay time.Duration) error {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
