// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// What real servers answer and this version of the simulator does not. Each returns what is to be written, or nothing if the
// simulator shall go on.
var corrections = map[string]func(*gate, *simulator.Method) func(http.ResponseWriter){
	"CreateVM_Task": func(_ *gate, m *simulator.Method) func(http.ResponseWriter) {
		r := m.Body.(*types.CreateVM_Task)
		return duplicate(m, m.This, r.Config.Name)
	},
	"CloneVM_Task": cloning,
	"Rename_Task": func(_ *gate, m *simulator.Method) func(http.ResponseWriter) {
		return renaming(m, m.Body.(*types.Rename_Task).NewName)
	},
	"ReconfigVM_Task": func(_ *gate, m *simulator.Method) func(http.ResponseWriter) {
		return renaming(m, m.Body.(*types.ReconfigVM_Task).Spec.Name)
	},
	"CancelTask":       cancelTask,
	"SuspendVM_Task":   suspension,
	"RebootGuest":      reboot,
	"StandbyGuest":     standby,
	"AcquireTicket":    ticket,
	"AcquireMksTicket": mksTicket,
}

// Whether it has written the answer. Nobody without a session gets one.
func (g *gate) correct(w http.ResponseWriter, c call) bool {
	correction, isKnown := corrections[c.name]
	if !isKnown && !strings.HasSuffix(c.name, "_Task") {
		return false
	}
	m, err := simulator.UnmarshalBody(types.TypeFunc(), c.body)
	if err != nil || simulator.Map.Get(m.This) == nil {
		return false
	}
	answer := dangling(m)
	if answer == nil && isKnown {
		answer = correction(g, m)
	}
	if answer == nil || !g.hasSession(c) {
		return false
	}
	answer(w)
	return true
}

// The sessions are the simulator's own, so it is asked.
func (g *gate) hasSession(c call) bool {
	question := head + `<CurrentTime xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></CurrentTime>` + foot
	answer := httptest.NewRecorder()
	g.next.ServeHTTP(answer, c.request([]byte(question)))
	return answer.Code == http.StatusOK
}

func refusal(message string, fault types.BaseMethodFault) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { writeFault(w, message, fault) }
}

func failure(m *simulator.Method, fault types.BaseMethodFault) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { writeTask(w, m, fault) }
}

// A reference to nothing inside what is asked for, on which the simulator panics.
func dangling(m *simulator.Method) func(http.ResponseWriter) {
	var missing *types.ManagedObjectReference
	references(reflect.ValueOf(m.Body), func(ref types.ManagedObjectReference) {
		if missing == nil && ref.Value != "" && simulator.Map.Get(ref) == nil {
			missing = &ref
		}
	})
	if missing == nil {
		return nil
	}
	return refusal("The object has already been deleted or has not been completely created",
		&types.ManagedObjectNotFound{Obj: *missing})
}

func references(v reflect.Value, found func(types.ManagedObjectReference)) {
	switch v.Kind() {
	case reflect.Ptr, reflect.Interface:
		if !v.IsNil() {
			references(v.Elem(), found)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			references(v.Index(i), found)
		}
	case reflect.Struct:
		if ref, is := v.Interface().(types.ManagedObjectReference); is {
			found(ref)
			return
		}
		for i := 0; i < v.NumField(); i++ {
			if v.Type().Field(i).IsExported() {
				references(v.Field(i), found)
			}
		}
	}
}

func cloning(_ *gate, m *simulator.Method) func(http.ResponseWriter) {
	if simulator.Map.IsESX() {
		return refusal("The operation is not supported on the object.", &types.NotSupported{})
	}
	r := m.Body.(*types.CloneVM_Task)
	return duplicate(m, r.Folder, r.Name)
}

func renaming(m *simulator.Method, name string) func(http.ResponseWriter) {
	vm, is := simulator.Map.Get(m.This).(*simulator.VirtualMachine)
	if !is || vm.Parent == nil || name == "" {
		return nil
	}
	return duplicate(m, *vm.Parent, name)
}

// Names are unique in a folder.
func duplicate(m *simulator.Method, folder types.ManagedObjectReference, name string) func(http.ResponseWriter) {
	for _, e := range simulator.Map.All("VirtualMachine") {
		other := e.Entity()
		if other.Name == name && other.Self != m.This && other.Parent != nil && *other.Parent == folder {
			return failure(m, &types.DuplicateName{Name: name, Object: other.Self})
		}
	}
	return nil
}

// Of a guest that is asked something which only one that runs can do.
func notRunning(m *simulator.Method) (*simulator.VirtualMachine, *types.InvalidPowerState) {
	vm, is := simulator.Map.Get(m.This).(*simulator.VirtualMachine)
	if !is {
		panic(m.This.String() + " is no virtual machine")
	}
	var state types.VirtualMachinePowerState
	simulator.Map.WithLock(vm, func() { state = vm.Runtime.PowerState })
	if state == types.VirtualMachinePowerStatePoweredOn {
		return vm, nil
	}
	return vm, &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOn, ExistingState: state}
}

const wrongState = "The attempted operation cannot be performed in the current state."

func suspension(_ *gate, m *simulator.Method) func(http.ResponseWriter) {
	if _, wrong := notRunning(m); wrong != nil {
		return failure(m, wrong)
	}
	return nil
}

func reboot(g *gate, m *simulator.Method) func(http.ResponseWriter) {
	vm, wrong := notRunning(m)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	return func(w http.ResponseWriter) {
		now := time.Now()
		simulator.Map.WithLock(vm, func() {
			simulator.Map.Update(vm, []types.PropertyChange{
				{Name: "runtime.bootTime", Val: now},
				{Name: "summary.runtime.bootTime", Val: now},
			})
		})
		event := &types.VmGuestRebootEvent{VmEvent: types.VmEvent{Event: types.Event{
			Vm: &types.VmEventArgument{EntityEventArgument: types.EntityEventArgument{Name: vm.Name}, Vm: vm.Self},
		}}}
		manager := simulator.Map.EventManager().Self
		_, err := methods.PostEvent(context.Background(), g.service, &types.PostEvent{This: manager, EventToPost: event})
		if err != nil {
			panic(err)
		}
		writeResult(w, m, nil)
	}
}

func standby(g *gate, m *simulator.Method) func(http.ResponseWriter) {
	vm, wrong := notRunning(m)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	return func(w http.ResponseWriter) {
		if _, err := methods.SuspendVM_Task(context.Background(), g.service, &types.SuspendVM_Task{This: vm.Self}); err != nil {
			panic(err)
		}
		writeResult(w, m, nil)
	}
}

// Tickets open nothing here: there is no console behind them. They look as documented, and each is another.
func ticket(g *gate, m *simulator.Method) func(http.ResponseWriter) {
	vm, wrong := notRunning(m)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	kind := m.Body.(*types.AcquireTicket).TicketType
	result := types.VirtualMachineTicket{CfgFile: vm.Config.Files.VmPathName, Ticket: secret(), SslThumbprint: g.thumbprint()}
	result.Host, result.Port = g.address()
	switch types.VirtualMachineTicketType(kind) {
	case types.VirtualMachineTicketTypeMks, types.VirtualMachineTicketTypeDevice, types.VirtualMachineTicketTypeGuestControl:
		result.Port = 902
	case types.VirtualMachineTicketTypeWebmks:
		result.Url = "wss://" + net.JoinHostPort(result.Host, strconv.Itoa(int(result.Port))) + "/ticket/" + result.Ticket
	default:
		return refusal("A specified parameter was not correct: ticketType", &types.InvalidArgument{InvalidProperty: "ticketType"})
	}
	return func(w http.ResponseWriter) { writeResult(w, m, result) }
}

func mksTicket(g *gate, m *simulator.Method) func(http.ResponseWriter) {
	vm, wrong := notRunning(m)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	result := types.VirtualMachineMksTicket{CfgFile: vm.Config.Files.VmPathName, Ticket: secret(), SslThumbprint: g.thumbprint(), Port: 902}
	result.Host, _ = g.address()
	return func(w http.ResponseWriter) { writeResult(w, m, result) }
}

func secret() string {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return hex.EncodeToString(b)
}

func (g *gate) address() (string, int32) {
	port, _ := strconv.Atoi(g.service.Listen.Port())
	return g.service.Listen.Hostname(), int32(port)
}

// Of the old kind, SHA-1, as the field is documented.
func (g *gate) thumbprint() string {
	return soap.ThumbprintSHA1(g.leaf)
}
