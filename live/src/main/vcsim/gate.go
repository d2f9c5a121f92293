// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
	"github.com/vmware/govmomi/vim25/xml"
)

// What the witness calls itself. Its calls are neither counted nor tampered with.
const witness = "vcsim-ctl"

// Stands before the simulator: counts calls, delays and fails those it is told to, and corrects what the simulator gets wrong.
type gate struct {
	service *simulator.Service
	leaf    *x509.Certificate
	next    http.Handler
	realXML bool
	gzip    bool

	mu     sync.Mutex
	delay  int
	delays map[string]int
	faults map[string][]*mishap
	counts map[string]*count
}

// Of one method.
type count struct {
	calls, now, most, in, out int
	last                      []byte
}

func newGate() *gate {
	return &gate{delays: map[string]int{}, faults: map[string][]*mishap{}, counts: map[string]*count{}}
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/folder") && !g.hasSession(call{cookie: r.Header.Get("Cookie"), path: "/sdk"}) {
		// The simulator gives files to anybody.
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if r.Method != http.MethodPost || !strings.HasPrefix(r.URL.Path, "/sdk") {
		g.next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c := call{name: methodOf(body), body: body, cookie: r.Header.Get("Cookie"), path: r.URL.Path}
	if strings.HasPrefix(r.UserAgent(), witness) {
		g.answer(w, r, c, nil)
		return
	}
	counted := &counter{ResponseWriter: w}
	defer g.begin(c)(counted)
	time.Sleep(g.pause(c.name))
	m := g.mishap(c.name)
	if m == nil || !m.before(g, counted, c) {
		g.answer(counted, r, c, m)
	}
}

// One request.
type call struct {
	name, cookie, path string
	body               []byte
}

func (c call) request(body []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, c.path, bytes.NewReader(body))
	r.Header.Set("Cookie", c.cookie)
	return r
}

func (g *gate) answer(w http.ResponseWriter, r *http.Request, c call, m *mishap) {
	w, flush := g.dress(w, r, m)
	defer flush()
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler {
			writeFault(w, fmt.Sprint("vcsim: ", p), &types.SystemError{Reason: fmt.Sprint(p)})
		} else if p != nil {
			panic(p)
		}
	}()
	if g.correct(w, c) {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(c.body))
	g.next.ServeHTTP(w, r)
}

// The name of the first element of the body of an envelope.
func methodOf(body []byte) string {
	d := xml.NewDecoder(bytes.NewReader(body))
	inside := false
	for {
		token, err := d.Token()
		if err != nil {
			return "?"
		}
		if start, is := token.(xml.StartElement); is {
			if inside {
				return start.Name.Local
			}
			inside = start.Name.Local == "Body"
		}
	}
}

func (g *gate) begin(of call) func(*counter) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.counts[of.name]
	if c == nil {
		c = &count{}
		g.counts[of.name] = c
	}
	c.last = of.body
	c.calls++
	c.now++
	if c.now > c.most {
		c.most = c.now
	}
	return func(w *counter) {
		g.mu.Lock()
		defer g.mu.Unlock()
		c.now--
		c.in += len(of.body)
		c.out += w.bytes
	}
}

func (g *gate) pause(name string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return time.Duration(g.delay+g.delays[name]) * time.Millisecond
}

// Counts what goes over the wire, before TLS.
type counter struct {
	http.ResponseWriter
	bytes int
}

func (c *counter) Write(b []byte) (int, error) {
	c.bytes += len(b)
	return c.ResponseWriter.Write(b)
}

// Answers are kept until they are whole where something is to be done to them.
func (g *gate) dress(w http.ResponseWriter, r *http.Request, m *mishap) (http.ResponseWriter, func()) {
	zip := g.gzip && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
	lost := m != nil && m.what == "lose"
	if !g.realXML && !zip && !lost {
		return w, func() {}
	}
	kept := httptest.NewRecorder()
	return kept, func() {
		if lost {
			panic(http.ErrAbortHandler)
		}
		answer := kept.Body.Bytes()
		if g.realXML {
			answer = typed(answer)
		}
		for key, values := range kept.Header() {
			w.Header()[key] = values
		}
		if zip {
			w.Header().Set("Content-Encoding", "gzip")
			answer = zipped(answer)
		}
		w.WriteHeader(kept.Code)
		_, _ = w.Write(answer)
	}
}

func zipped(plain []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	_, _ = z.Write(plain)
	_ = z.Close()
	return out.Bytes()
}

// Elements that are named as types are: items of arrays. Nothing else begins so but faults and responses, which have attributes.
var item = regexp.MustCompile(`<([A-Z]\w*)( type="[^"]*")?>`)

// Go's encoder declares a prefix of its own in each element.
var prefix = regexp.MustCompile(` xmlns:XMLSchema-instance="[^"]*"|XMLSchema-instance:type=`)

func typed(plain []byte) []byte {
	plain = prefix.ReplaceAllFunc(plain, func(found []byte) []byte {
		if found[0] == ' ' {
			return nil
		}
		return []byte("xsi:type=")
	})
	return item.ReplaceAll(plain, []byte(`<$1 xsi:type="$1"$2>`))
}
