// Conformance does what the conformance suite asks and tells what came of it: a line of JSON in, a line of JSON out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

type endpoint struct {
	Address string `json:"address"`
	APIKey  string `json:"api_key"`
	CAFile  string `json:"ca_file"`
}

type request struct {
	ID           json.RawMessage   `json:"id"`
	Verb         string            `json:"verb"`
	Endpoint     endpoint          `json:"endpoint"`
	Method       string            `json:"method"`
	Requests     []json.RawMessage `json:"requests"`
	TimeoutMs    int               `json:"timeout_ms"`
	MaxAttempts  int               `json:"max_attempts"`
	Cancel       string            `json:"cancel"`
	Interactions []json.RawMessage `json:"interactions"`
	MaxBatch     int               `json:"max_batch"`
	LingerMs     *int              `json:"linger_ms"`
	Request      json.RawMessage   `json:"request"`
	Interaction  json.RawMessage   `json:"interaction"`
}

type response map[string]interface{}

// unsupported is what this platform cannot do.
type unsupported string

func (u unsupported) Error() string { return string(u) }

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	answers.SetEscapeHTML(false)
	runner := &runner{clients: map[clientKey]*connected{}}
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			if err := answers.Encode(runner.answer(line)); err != nil {
				fmt.Fprintln(os.Stderr, "conformance:", err)
				os.Exit(1)
			}
		}
		if err == io.EOF {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, "conformance:", err)
			os.Exit(1)
		}
	}
}

func (r *runner) answer(line []byte) response {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return response{"broken": err.Error()}
	}
	verbs := map[string]func(*request) (response, error){
		"call": r.call, "stream": r.stream, "attribute": r.attribute, "language": r.language,
	}
	verb, ok := verbs[asked.Verb]
	if !ok {
		return response{"id": asked.ID, "unsupported": "no verb " + asked.Verb}
	}
	answer, err := verb(&asked)
	switch err := err.(type) {
	case nil:
		answer["id"] = asked.ID
		return answer
	case unsupported:
		return response{"id": asked.ID, "unsupported": err.Error()}
	default:
		return response{"id": asked.ID, "broken": err.Error()}
	}
}
