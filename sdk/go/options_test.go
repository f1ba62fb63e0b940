package recsys

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

func TestParseAddress_ReadsSchemeHostAndPort(t *testing.T) {
	for address, expected := range map[string]struct {
		target string
		secure bool
	}{
		"http://127.0.0.1:5080":    {"127.0.0.1:5080", false},
		"https://recs.example.com": {"recs.example.com:443", true},
		"http://localhost/":        {"localhost:80", false},
		"https://[::1]:8443":       {"[::1]:8443", true},
	} {
		target, secure, err := parseAddress(address)
		if err != nil || target != expected.target || secure != expected.secure {
			t.Errorf("%s: got %s %v %v", address, target, secure, err)
		}
	}
}

func TestConnect_NoAddress_NamesTheFix(t *testing.T) {
	for _, address := range []string{"", "127.0.0.1:5080", "ftp://a", "http://", "http://a/path", "http://me@a", "http://a?x"} {
		if _, err := Connect(address); err == nil || !strings.Contains(err.Error(), "write it like http://") {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

func TestConnect_OptionOutOfRange_IsNamed(t *testing.T) {
	for name, option := range map[string]Option{
		"WithTimeout": WithTimeout(0), "WithMaxAttempts": WithMaxAttempts(6), "WithAPIKey": WithAPIKey("ä"),
		"WithMaxReceiveBytes": WithMaxReceiveBytes(1), "root certificates": WithRootCAs(x509.NewCertPool()),
		"nowhere.pem": WithCAFile("nowhere.pem"),
	} {
		if _, err := Connect("http://127.0.0.1:1", option); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestInteractionStream_OptionOutOfRange_IsNamed(t *testing.T) {
	client, err := Connect("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for name, options := range map[string]StreamOptions{
		"BatchSize": {BatchSize: 10_001}, "BufferSize": {BufferSize: -1}, "Linger": {Linger: time.Hour},
		"GiveUpAfter": {GiveUpAfter: -1}, "CloseTimeout": {CloseTimeout: 25 * time.Hour},
	} {
		if _, err := client.InteractionStream(options); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestConnect_NoServer_IsUnavailable(t *testing.T) {
	client, err := Connect("http://127.0.0.1:1", WithMaxAttempts(1))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if typed, _ := get(context.Background(), client); typed == nil || typed.Code != codes.Unavailable || typed.Reason != "" {
		t.Errorf("got %v", typed)
	}
}

func TestConnect_WithTLS_TrustsOnlyTheGivenRoots(t *testing.T) {
	certificate, file := selfSigned(t)
	script := &scripted{get: func(context.Context, *recsysv1.GetProductRequest) (*recsysv1.GetProductResponse, error) {
		return found, nil
	}}
	address := serve(t, script, grpc.Creds(credentials.NewServerTLSFromCert(&certificate)))
	address = "https://" + strings.Replace(address, "127.0.0.1", "localhost", 1)
	for name, expected := range map[string]codes.Code{file: codes.OK, "": codes.Unavailable} {
		options := []Option{WithMaxAttempts(1), WithTimeout(20 * time.Second)}
		if name != "" {
			options = append(options, WithCAFile(name))
		}
		client, err := Connect(address, options...)
		if err != nil {
			t.Fatal(err)
		}
		typed, _ := get(context.Background(), client)
		if expected == codes.OK && typed != nil || expected != codes.OK && (typed == nil || typed.Code != expected) {
			t.Errorf("with roots %q: got %v", name, typed)
		}
		client.Close()
	}
}

func selfSigned(t *testing.T) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}
