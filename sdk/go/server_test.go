package recsys_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"recsys.example/recsys"
	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// connect makes a client of the server that the environment names.
func connect(t *testing.T, variable string, options ...recsys.Option) *recsys.Client {
	t.Helper()
	address := os.Getenv(variable)
	if address == "" {
		t.Skipf("%s names no server", variable)
	}
	client, err := recsys.Connect(address, append(options, recsys.WithTimeout(20*time.Second))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

func runExample(t *testing.T, name string) string {
	t.Helper()
	connect(t, "RECSYS_ADDRESS")
	printed, err := exec.Command("go", "run", "./examples/"+name).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	return string(printed)
}

func TestExample_Recommend(t *testing.T) {
	if printed := runExample(t, "recommend"); strings.Count(printed, "\n") != 5 {
		t.Errorf("printed %q", printed)
	}
}

func TestExample_Ingest(t *testing.T) {
	if printed := runExample(t, "ingest"); !strings.Contains(printed, "6 interactions accepted") {
		t.Errorf("printed %q", printed)
	}
}

func TestServer_UnknownProduct_IsNotFound(t *testing.T) {
	client := connect(t, "RECSYS_ADDRESS")
	_, err := client.Products.GetProduct(context.Background(), &recsysv1.GetProductRequest{ProductId: "ünknown ✓"})
	var typed *recsys.Error
	if !errors.As(err, &typed) || typed.Code != codes.NotFound || typed.Reason != "PRODUCT_NOT_FOUND" ||
		typed.Metadata["product_id"] != "ünknown ✓" {
		t.Errorf("got %v", err)
	}
}

func TestServer_WrongField_IsNamed(t *testing.T) {
	client := connect(t, "RECSYS_ADDRESS")
	_, err := client.Products.ListProducts(context.Background(), &recsysv1.ListProductsRequest{PageSize: -1})
	var typed *recsys.Error
	if !errors.As(err, &typed) || len(typed.FieldViolations) != 1 || typed.FieldViolations[0].Field != "page_size" {
		t.Errorf("got %v", err)
	}
}

func TestServer_WithTLS_TakesTheRightKeyOnly(t *testing.T) {
	roots := recsys.WithCAFile(os.Getenv("RECSYS_CA_FILE"))
	if os.Getenv("RECSYS_TLS_ADDRESS") == "" {
		t.Skip("RECSYS_TLS_ADDRESS names no server")
	}
	for key, expected := range map[string]codes.Code{
		os.Getenv("RECSYS_API_KEY"): codes.OK, "wrong": codes.Unauthenticated,
	} {
		client := connect(t, "RECSYS_TLS_ADDRESS", roots, recsys.WithAPIKey(key))
		_, err := client.Products.ListProducts(context.Background(), &recsysv1.ListProductsRequest{PageSize: 1})
		var typed *recsys.Error
		if errors.As(err, &typed) && typed.Code != expected || err == nil && expected != codes.OK {
			t.Errorf("got %v", err)
		}
	}
}
