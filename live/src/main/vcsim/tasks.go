// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// Tasks that take their time. Those of the simulator have ended before their callers hear of them.
type slowTasks struct {
	mu      sync.Mutex
	cancels map[types.ManagedObjectReference]chan struct{}
}

var slow = slowTasks{cancels: map[types.ManagedObjectReference]chan struct{}{}}

const steps = 10

// Answers with a task that runs for so long and makes progress, and does the call then, unless it has been cancelled.
func (s *slowTasks) begin(g *gate, w http.ResponseWriter, c call, m *simulator.Method, length time.Duration) {
	if !g.hasSession(c) {
		g.next.ServeHTTP(w, c.request(c.body))
		return
	}
	task := simulator.CreateTask(m.This, strings.Replace(m.Name, "_Task", "Task", 1), nil)
	cancel := make(chan struct{})
	s.mu.Lock()
	s.cancels[task.Self] = cancel
	s.mu.Unlock()
	change(task, "startTime", time.Now(), "state", types.TaskInfoStateRunning, "cancelable", true, "progress", int32(1))
	go func() {
		ended := s.run(task, cancel, length, func() { finish(g, c, task) })
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.cancels, task.Self)
		if !ended {
			change(task, "completeTime", time.Now(), "state", types.TaskInfoStateError, "cancelled", true,
				"error", types.LocalizedMethodFault{Fault: &types.RequestCanceled{}, LocalizedMessage: "The task was canceled by a user."})
		}
	}()
	writeResult(w, m, task.Self)
}

// Whether it has come to its end.
func (s *slowTasks) run(task *simulator.Task, cancel chan struct{}, length time.Duration, end func()) bool {
	for step := 1; step <= steps; step++ {
		select {
		case <-cancel:
			return false
		case <-time.After(length / steps):
			change(task, "progress", int32(100*step/steps-1))
		}
	}
	end()
	return true
}

var taskInside = regexp.MustCompile(`type="Task">([^<]*)<`)

// The task that an answer names, if it does.
func begun(answer *httptest.ResponseRecorder) *simulator.Task {
	found := taskInside.FindStringSubmatch(answer.Body.String())
	if found == nil {
		return nil
	}
	return simulator.Map.Get(types.ManagedObjectReference{Type: "Task", Value: found[1]}).(*simulator.Task)
}

// As the simulator's own task ended.
func finish(g *gate, c call, task *simulator.Task) {
	answer := httptest.NewRecorder()
	g.next.ServeHTTP(answer, c.request(c.body))
	inner := begun(answer)
	if inner == nil {
		change(task, "completeTime", time.Now(), "state", types.TaskInfoStateError,
			"error", types.LocalizedMethodFault{Fault: &types.SystemError{Reason: answer.Body.String()}})
		return
	}
	changes := []interface{}{"completeTime", time.Now(), "state", inner.Info.State, "result", inner.Info.Result}
	if inner.Info.Error != nil {
		changes = append(changes, "error", *inner.Info.Error)
	}
	change(task, changes...)
}

// Names below info, and their values, which may be nothing.
func change(task *simulator.Task, pairs ...interface{}) {
	var changes []types.PropertyChange
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != nil {
			changes = append(changes, types.PropertyChange{Name: fmt.Sprint("info.", pairs[i]), Val: pairs[i+1]})
		}
	}
	simulator.Map.WithLock(task, func() { simulator.Map.Update(task, changes) })
}

func cancellation(q question) answer {
	slow.mu.Lock()
	defer slow.mu.Unlock()
	cancel, running := slow.cancels[q.This]
	if !running {
		return refusal(wrongState, &types.InvalidState{})
	}
	return func(w http.ResponseWriter) {
		slow.mu.Lock()
		defer slow.mu.Unlock()
		if _, still := slow.cancels[q.This]; still {
			delete(slow.cancels, q.This)
			close(cancel)
		}
		writeResult(w, q.Method, nil)
	}
}
