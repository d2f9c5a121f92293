// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// Programs in guests, of which the simulator has none. Nothing runs: there is a table of what would, and the messages are as
// documented. They are there in guests whose tools run.
type programs struct {
	mu   sync.Mutex
	last int64
	all  map[types.ManagedObjectReference][]process
}

// GuestProcessInfo, which leaves out an exit code of 0.
type process struct {
	Name      string     `xml:"name"`
	Pid       int64      `xml:"pid"`
	Owner     string     `xml:"owner"`
	CmdLine   string     `xml:"cmdLine"`
	StartTime time.Time  `xml:"startTime"`
	EndTime   *time.Time `xml:"endTime"`
	ExitCode  *int32     `xml:"exitCode"`
}

var inside = programs{last: 1000, all: map[types.ManagedObjectReference][]process{}}

// Who there is in each guest.
const (
	guestUser     = "inside"
	guestPassword = "battery-7-staple"
)

// What can be started, and how it ends; nothing where it goes on until it is ended.
var exits = map[string]*int32{"/bin/true": code(0), "/bin/false": code(1), "/bin/sleep": nil}

var environment = []string{"HOME=/home/" + guestUser, "PATH=/usr/bin:/bin", "EMPTY=", "OPTIONS=a=b"}

// By the option -tools: guests that run have VMware Tools, which tell what tools tell.
var toolsInstalled bool

func code(n int32) *int32 { return &n }

func ofGuest(q question, ref types.ManagedObjectReference, auth types.BaseGuestAuthentication, do func() answer) answer {
	vm, is := simulator.Map.Get(ref).(*simulator.VirtualMachine)
	if !is {
		return refusal("", &types.ManagedObjectNotFound{Obj: ref})
	}
	var state types.VirtualMachinePowerState
	var tools string
	simulator.Map.WithLock(vm, func() { state, tools = vm.Runtime.PowerState, vm.Guest.ToolsRunningStatus })
	if state != types.VirtualMachinePowerStatePoweredOn {
		return refusal(wrongState, &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOn, ExistingState: state})
	}
	if tools != string(types.VirtualMachineToolsRunningStatusGuestToolsRunning) {
		return refusal("The guest operations agent could not be contacted.", &types.GuestOperationsUnavailable{})
	}
	login, is := auth.(*types.NamePasswordAuthentication)
	if !is || login.Username != guestUser || login.Password != guestPassword {
		return refusal("Failed to authenticate with the guest operating system using the supplied credentials.", &types.InvalidGuestLogin{})
	}
	inside.mu.Lock()
	defer inside.mu.Unlock()
	return do()
}

func result(q question, value interface{}) answer {
	return func(w http.ResponseWriter) { writeResult(w, q.Method, value) }
}

func startProgram(q question) answer {
	r := q.Body.(*types.StartProgramInGuest)
	return ofGuest(q, r.Vm, r.Auth, func() answer {
		spec := r.Spec.GetGuestProgramSpec()
		exit, known := exits[spec.ProgramPath]
		if !known {
			return refusal("File "+spec.ProgramPath+" was not found", &types.FileNotFound{FileFault: types.FileFault{File: spec.ProgramPath}})
		}
		inside.last++
		p := process{
			Name: spec.ProgramPath[strings.LastIndex(spec.ProgramPath, "/")+1:], Pid: inside.last, Owner: guestUser,
			CmdLine: strings.TrimSpace(spec.ProgramPath + " " + spec.Arguments), StartTime: time.Now(),
		}
		if exit != nil {
			p.end(*exit)
		}
		inside.all[r.Vm] = append(inside.all[r.Vm], p)
		return result(q, p.Pid)
	})
}

func (p *process) end(exit int32) {
	now := time.Now()
	p.EndTime, p.ExitCode = &now, &exit
}

func listProcesses(q question) answer {
	r := q.Body.(*types.ListProcessesInGuest)
	return ofGuest(q, r.Vm, r.Auth, func() answer {
		if len(inside.all[r.Vm]) == 0 {
			return result(q, nil)
		}
		return result(q, append([]process(nil), inside.all[r.Vm]...))
	})
}

func endProcess(q question) answer {
	r := q.Body.(*types.TerminateProcessInGuest)
	return ofGuest(q, r.Vm, r.Auth, func() answer {
		for i := range inside.all[r.Vm] {
			if p := &inside.all[r.Vm][i]; p.Pid == r.Pid && p.EndTime == nil {
				p.end(1)
				return result(q, nil)
			}
		}
		return refusal("There is no such process in the guest.", &types.GuestProcessNotFound{Pid: r.Pid})
	})
}

func readEnvironment(q question) answer {
	r := q.Body.(*types.ReadEnvironmentVariableInGuest)
	return ofGuest(q, r.Vm, r.Auth, func() answer { return result(q, environment) })
}

// Once the simulator has changed the state of a guest, its tools say what they see, or nothing more.
func tools(q question) answer {
	vm, is := simulator.Map.Get(q.This).(*simulator.VirtualMachine)
	if !toolsInstalled || !is {
		return nil
	}
	return func(w http.ResponseWriter) {
		q.next.ServeHTTP(w, q.request(q.body))
		simulator.Map.WithLock(vm, func() { simulator.Map.Update(vm, told(vm)) })
	}
}

func told(vm *simulator.VirtualMachine) []types.PropertyChange {
	if vm.Runtime.PowerState != types.VirtualMachinePowerStatePoweredOn {
		return []types.PropertyChange{
			{Name: "guest.toolsRunningStatus", Val: string(types.VirtualMachineToolsRunningStatusGuestToolsNotRunning)},
		}
	}
	var cards []types.GuestNicInfo
	for i, card := range vm.Guest.Net {
		four, six := fmt.Sprintf("192.0.2.%d", i+1), fmt.Sprintf("2001:db8::%d", i+1)
		card.IpAddress = []string{four, six}
		card.IpConfig = &types.NetIpConfigInfo{IpAddress: []types.NetIpConfigInfoIpAddress{
			{IpAddress: four, PrefixLength: 24, State: "preferred"}, {IpAddress: six, PrefixLength: 64, State: "preferred"},
		}}
		cards = append(cards, card)
	}
	return []types.PropertyChange{
		{Name: "guest.toolsRunningStatus", Val: string(types.VirtualMachineToolsRunningStatusGuestToolsRunning)},
		{Name: "guest.hostName", Val: "inside"},
		{Name: "guest.net", Val: cards},
		{Name: "guest.disk", Val: []types.GuestDiskInfo{{DiskPath: "/", Capacity: 16 << 30, FreeSpace: 9 << 30}}},
	}
}
