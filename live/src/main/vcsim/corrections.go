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

// A call that may need a correction, decoded.
type question struct {
	*gate
	*simulator.Method
	call
}

// What is to be written instead of the simulator's answer; nothing if that is as it should be.
type answer func(http.ResponseWriter)

// What real servers answer and this version of the simulator does not.
var corrections = map[string]func(question) answer{
	"CreateVM_Task":         creation,
	"CloneVM_Task":          cloning,
	"Rename_Task":           func(q question) answer { return renaming(q, q.Body.(*types.Rename_Task).NewName) },
	"ReconfigVM_Task":       func(q question) answer { return renaming(q, q.Body.(*types.ReconfigVM_Task).Spec.Name) },
	"Destroy_Task":          destruction,
	"CancelTask":            cancellation,
	"SuspendVM_Task":        suspension,
	"CreateSnapshot_Task":   snapshot,
	"RevertToSnapshot_Task": reverting,
	"RemoveSnapshot_Task":   ofSnapshot,
	"QueryPerf":             measuring,
	"RebootGuest":           reboot,
	"StandbyGuest":          standby,
	"AcquireTicket":         ticket,
	"AcquireMksTicket":      mksTicket,

	"CreateVirtualDisk_Task":         newDisk,
	"ExtendVirtualDisk_Task":         longerDisk,
	"SearchDatastore_Task":           search,
	"SearchDatastoreSubFolders_Task": search,
	"CreateNasDatastore":             mounting,
	"RemoveDatastore":                unmounting,
	"AddPortGroup":                   addGroup,
	"RemovePortGroup":                removeGroup,
	"PowerOnVM_Task":                 tools,
	"PowerOffVM_Task":                tools,
	"ShutdownGuest":                  tools,
	"StartProgramInGuest":            startProgram,
	"ListProcessesInGuest":           listProcesses,
	"TerminateProcessInGuest":        endProcess,
	"ReadEnvironmentVariableInGuest": readEnvironment,
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
	q := question{g, m, c}
	corrected := dangling(m)
	if corrected == nil && isKnown {
		corrected = correction(q)
	}
	if corrected == nil || !g.hasSession(c) {
		return false
	}
	corrected(w)
	return true
}

// The sessions are the simulator's own, so it is asked.
func (g *gate) hasSession(c call) bool {
	question := head + `<CurrentTime xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></CurrentTime>` + foot
	answer := httptest.NewRecorder()
	g.next.ServeHTTP(answer, c.request([]byte(question)))
	return answer.Code == http.StatusOK
}

func refusal(message string, fault types.BaseMethodFault) answer {
	return func(w http.ResponseWriter) { writeFault(w, message, fault) }
}

func failure(m *simulator.Method, fault types.BaseMethodFault) answer {
	return func(w http.ResponseWriter) { writeTask(w, m, fault) }
}

// A reference to nothing inside what is asked for, on which the simulator panics.
func dangling(m *simulator.Method) answer {
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

func creation(q question) answer {
	return duplicate(q, q.This, q.Body.(*types.CreateVM_Task).Config.Name, nil)
}

func cloning(q question) answer {
	if simulator.Map.IsESX() {
		return refusal("The operation is not supported on the object.", &types.NotSupported{})
	}
	r := q.Body.(*types.CloneVM_Task)
	return duplicate(q, r.Folder, r.Name, nil)
}

func renaming(q question, name string) answer {
	vm, is := simulator.Map.Get(q.This).(*simulator.VirtualMachine)
	if !is || vm.Parent == nil || name == "" {
		return nil
	}
	return duplicate(q, *vm.Parent, name, &q.This)
}

// Names are unique in a folder; one that gets a name may have had it before.
func duplicate(q question, folder types.ManagedObjectReference, name string, itself *types.ManagedObjectReference) answer {
	for _, e := range simulator.Map.All("VirtualMachine") {
		other := e.Entity()
		if other.Name == name && (itself == nil || other.Self != *itself) && other.Parent != nil && *other.Parent == folder {
			return failure(q.Method, &types.DuplicateName{Name: name, Object: other.Self})
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

func suspension(q question) answer {
	if _, wrong := notRunning(q.Method); wrong != nil {
		return failure(q.Method, wrong)
	}
	return nil
}

// The simulator's tasks about snapshots name the snapshot, real ones the machine.
func ofSnapshot(q question) answer {
	snapshot, is := simulator.Map.Get(q.This).(*simulator.VirtualMachineSnapshot)
	if !is {
		return nil
	}
	return func(w http.ResponseWriter) {
		kept := httptest.NewRecorder()
		q.next.ServeHTTP(kept, q.request(q.body))
		if task := begun(kept); task != nil {
			simulator.Map.WithLock(task, func() { task.Info.Entity = &snapshot.Vm })
		}
		for key, values := range kept.Header() {
			w.Header()[key] = values
		}
		w.WriteHeader(kept.Code)
		_, _ = w.Write(kept.Body.Bytes())
	}
}

// A snapshot without memory is one of a machine that is off; the simulator takes the state of now.
func snapshot(q question) answer {
	vm, is := simulator.Map.Get(q.This).(*simulator.VirtualMachine)
	if !is || q.Body.(*types.CreateSnapshot_Task).Memory {
		return nil
	}
	return func(w http.ResponseWriter) {
		q.next.ServeHTTP(w, q.request(q.body))
		simulator.Map.WithLock(vm, func() {
			if vm.Snapshot == nil || vm.Snapshot.CurrentSnapshot == nil {
				return
			}
			if node := inTree(vm.Snapshot.RootSnapshotList, *vm.Snapshot.CurrentSnapshot); node != nil {
				node.State = types.VirtualMachinePowerStatePoweredOff
			}
		})
	}
}

// The machine is in the state of the snapshot then, which the simulator forgets.
func reverting(q question) answer {
	follow := ofSnapshot(q)
	if follow == nil {
		return nil
	}
	taken := simulator.Map.Get(q.This).(*simulator.VirtualMachineSnapshot)
	vm := simulator.Map.Get(taken.Vm).(*simulator.VirtualMachine)
	return func(w http.ResponseWriter) {
		simulator.Map.WithLock(vm, func() {
			if node := inTree(vm.Snapshot.RootSnapshotList, q.This); node != nil {
				simulator.Map.Update(vm, []types.PropertyChange{
					{Name: "runtime.powerState", Val: node.State},
					{Name: "summary.runtime.powerState", Val: node.State},
				})
			}
		})
		follow(w)
	}
}

func inTree(nodes []types.VirtualMachineSnapshotTree, ref types.ManagedObjectReference) *types.VirtualMachineSnapshotTree {
	for i := range nodes {
		if nodes[i].Snapshot == ref {
			return &nodes[i]
		}
		if found := inTree(nodes[i].ChildSnapshotList, ref); found != nil {
			return found
		}
	}
	return nil
}

func reboot(q question) answer {
	vm, wrong := notRunning(q.Method)
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
		_, err := methods.PostEvent(context.Background(), q.service, &types.PostEvent{This: manager, EventToPost: event})
		if err != nil {
			panic(err)
		}
		writeResult(w, q.Method, nil)
	}
}

func standby(q question) answer {
	vm, wrong := notRunning(q.Method)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	return func(w http.ResponseWriter) {
		if _, err := methods.SuspendVM_Task(context.Background(), q.service, &types.SuspendVM_Task{This: vm.Self}); err != nil {
			panic(err)
		}
		writeResult(w, q.Method, nil)
	}
}

// Tickets open nothing here: there is no console behind them. They look as documented, and each is another.
func ticket(q question) answer {
	vm, wrong := notRunning(q.Method)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	kind := q.Body.(*types.AcquireTicket).TicketType
	result := types.VirtualMachineTicket{CfgFile: vm.Config.Files.VmPathName, Ticket: secret(), SslThumbprint: q.thumbprint()}
	result.Host, result.Port = q.address()
	switch types.VirtualMachineTicketType(kind) {
	case types.VirtualMachineTicketTypeMks, types.VirtualMachineTicketTypeDevice, types.VirtualMachineTicketTypeGuestControl:
		result.Port = 902
	case types.VirtualMachineTicketTypeWebmks:
		result.Url = "wss://" + net.JoinHostPort(result.Host, strconv.Itoa(int(result.Port))) + "/ticket/" + result.Ticket
	default:
		return refusal("A specified parameter was not correct: ticketType", &types.InvalidArgument{InvalidProperty: "ticketType"})
	}
	return func(w http.ResponseWriter) { writeResult(w, q.Method, result) }
}

func mksTicket(q question) answer {
	vm, wrong := notRunning(q.Method)
	if wrong != nil {
		return refusal(wrongState, wrong)
	}
	result := types.VirtualMachineMksTicket{CfgFile: vm.Config.Files.VmPathName, Ticket: secret(), SslThumbprint: q.thumbprint(), Port: 902}
	result.Host, _ = q.address()
	return func(w http.ResponseWriter) { writeResult(w, q.Method, result) }
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
