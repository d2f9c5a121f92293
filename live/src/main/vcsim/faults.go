// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
	"github.com/vmware/govmomi/vim25/xml"
)

// What shall go wrong with some calls of one method.
type mishap struct {
	what        string
	skip, times int
}

// As by the option -fault.
func (g *gate) addFault(spec string) error {
	words := strings.Split(spec, ":")
	if len(words) < 2 || len(words) > 4 {
		return fmt.Errorf("not Method:What[:skip[:times]]: %s", spec)
	}
	m := &mishap{what: words[1], times: -1}
	for i, number := range []*int{&m.skip, &m.times} {
		if len(words) > i+2 {
			n, err := strconv.Atoi(words[i+2])
			if err != nil {
				return err
			}
			*number = n
		}
	}
	if err := m.validate(); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.faults[words[0]] = append(g.faults[words[0]], m)
	return nil
}

func (m *mishap) validate() error {
	if m.what == "drop" || m.what == "lose" {
		return nil
	}
	if strings.HasPrefix(m.what, "slow.") {
		_, err := strconv.Atoi(strings.TrimPrefix(m.what, "slow."))
		return err
	}
	if _, err := strconv.Atoi(m.what); err == nil {
		return nil
	}
	_, err := newFault(m.what)
	return err
}

func (g *gate) addDelay(spec string) error {
	name, number, found := strings.Cut(spec, ":")
	n, err := strconv.Atoi(number)
	if !found || err != nil {
		return fmt.Errorf("not Method:milliseconds: %s", spec)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.delays[name] = n
	return nil
}

// What this call of a method meets, if anything; the one that was named first.
func (g *gate) mishap(name string) *mishap {
	g.mu.Lock()
	defer g.mu.Unlock()
	var met *mishap
	for _, m := range g.faults[name] {
		if m.skip > 0 {
			m.skip--
		} else if m.times != 0 && met == nil {
			m.times--
			met = m
		}
	}
	return met
}

// Whether it happens instead of the call.
func (m *mishap) before(g *gate, w http.ResponseWriter, c call) bool {
	if m.what == "lose" {
		return false
	}
	if m.what == "drop" {
		panic(http.ErrAbortHandler)
	}
	if status, err := strconv.Atoi(m.what); err == nil {
		w.WriteHeader(status)
		return true
	}
	decoded, err := simulator.UnmarshalBody(types.TypeFunc(), c.body)
	if strings.HasPrefix(m.what, "slow.") && err == nil {
		millis, _ := strconv.Atoi(strings.TrimPrefix(m.what, "slow."))
		slow.begin(g, w, c, decoded, time.Duration(millis)*time.Millisecond)
		return true
	}
	fault, _ := newFault(m.what)
	if strings.HasPrefix(m.what, "task.") && err == nil {
		writeTask(w, decoded, fault)
		return true
	}
	writeFault(w, "injected "+m.what, fault)
	return true
}

// A fault by the name of its type.
func newFault(name string) (types.BaseMethodFault, error) {
	kind, known := types.TypeFunc()(strings.TrimPrefix(name, "task."))
	if !known {
		return nil, fmt.Errorf("no such fault: %s", name)
	}
	fault, is := reflect.New(kind).Interface().(types.BaseMethodFault)
	if !is {
		return nil, fmt.Errorf("not a fault: %s", name)
	}
	switch told := fault.(type) {
	case *types.NoPermission:
		told.Object = types.ManagedObjectReference{Type: "Folder", Value: "group-d1"}
		told.PrivilegeId = "VirtualMachine.Interact.PowerOn"
	case *types.TaskInProgress:
		told.Task = types.ManagedObjectReference{Type: "Task", Value: "task-0"}
	}
	return fault, nil
}

const (
	head = xml.Header + `<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"` +
		` xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>`
	foot = `</soapenv:Body></soapenv:Envelope>`
)

func writeFault(w http.ResponseWriter, message string, fault types.BaseMethodFault) {
	name := reflect.TypeOf(fault).Elem().Name()
	var text bytes.Buffer
	_ = xml.EscapeText(&text, []byte(message))
	detail := encode(fault, name+"Fault", xml.Attr{Name: xml.Name{Local: "xsi:type"}, Value: name})
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprintf(w, "%s<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>%s</faultstring><detail>%s</detail></soapenv:Fault>%s",
		head, text.String(), detail, foot)
}

// A task that has failed, for methods that only begin something.
func writeTask(w http.ResponseWriter, m *simulator.Method, fault types.BaseMethodFault) {
	task := simulator.CreateTask(m.This, strings.Replace(m.Name, "_Task", "Task", 1),
		func(*simulator.Task) (types.AnyType, types.BaseMethodFault) { return nil, fault })
	writeResult(w, m, task.Run())
}

func writeResult(w http.ResponseWriter, m *simulator.Method, result interface{}) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	inner := ""
	if result != nil {
		inner = encode(result, "returnval")
	}
	fmt.Fprintf(w, `%s<%sResponse xmlns="urn:vim25">%s</%sResponse>%s`, head, m.Name, inner, m.Name, foot)
}

func encode(value interface{}, name string, attributes ...xml.Attr) string {
	if len(attributes) > 0 {
		attributes = append(attributes, xml.Attr{Name: xml.Name{Local: "xmlns"}, Value: "urn:vim25"})
	}
	var out bytes.Buffer
	e := xml.NewEncoder(&out)
	if err := e.EncodeElement(value, xml.StartElement{Name: xml.Name{Local: name}, Attr: attributes}); err != nil {
		panic(err)
	}
	_ = e.Flush()
	return out.String()
}

// Commands, one a line, each answered by one line: who runs the simulator sees and changes what the gate does.
func (g *gate) obey(in io.Reader, out io.Writer) {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		command, argument, _ := strings.Cut(lines.Text(), " ")
		answer, err := g.command(command, argument)
		if err != nil {
			answer = "error " + err.Error()
		}
		fmt.Fprintln(out, strings.TrimSpace(answer))
	}
}

func (g *gate) command(command, argument string) (string, error) {
	switch command {
	case "fault":
		return "ok", g.addFault(argument)
	case "delay":
		return "ok", g.addDelay(argument)
	case "calm":
		return "ok", g.calm()
	case "counts":
		return "ok " + g.report(), nil
	case "last":
		return "ok " + g.last(argument), nil
	}
	return "", fmt.Errorf("not a command: %s", command)
}

func (g *gate) calm() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.delay, g.delays, g.faults = 0, map[string]int{}, map[string][]*mishap{}
	return nil
}

// Method=calls/most at once/bytes in/bytes out.
func (g *gate) report() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	var words []string
	for name, c := range g.counts {
		words = append(words, fmt.Sprintf("%s=%d/%d/%d/%d", name, c.calls, c.most, c.in, c.out))
	}
	sort.Strings(words)
	return strings.Join(words, " ")
}

// What the last call of a method said, in one line.
func (g *gate) last(name string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c := g.counts[name]; c != nil {
		return strings.Join(strings.Fields(string(c.last)), " ")
	}
	return ""
}

// Options that go to the gate as they come.
type faultFlag struct{ g *gate }

func (f faultFlag) String() string        { return "" }
func (f faultFlag) Set(spec string) error { return f.g.addFault(spec) }

type delayFlag struct{ g *gate }

func (f delayFlag) String() string        { return "" }
func (f delayFlag) Set(spec string) error { return f.g.addDelay(spec) }
