// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"sort"
	"strings"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/guest"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/session"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

const usage = `usage: vcsim ctl -u https://USER@HOST:PORT/sdk COMMAND [ARGUMENT...]      the password is in $VCSIM_PASSWORD
  list                       each virtual machine: name, state, UUID, CPUs, MiB of memory
  property NAME PATH         a property of a virtual machine as JSON
  create NAME | clone NAME NEW | rename NAME NEW | destroy NAME | unregister NAME
  power-on NAME | power-off NAME | suspend NAME | reset NAME
  reconfigure NAME CPUS MIB
  snapshot NAME SNAPSHOT | snapshots NAME
  programs NAME              processes in a guest: number, command line, exit code if it has ended
  path NAME                  where it is in the inventory
  sessions                   the key and the user of each session but this one
  terminate KEY|all          ends sessions, of others
`

// One connection, and what is wanted of it.
type client struct {
	context.Context
	*govmomi.Client
	arguments []string
}

func control(arguments []string) {
	f := flag.NewFlagSet("ctl", flag.ExitOnError)
	f.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	address := f.String("u", "", "")
	_ = f.Parse(arguments)
	commands := map[string]func(*client) error{
		"list":        (*client).list,
		"property":    (*client).property,
		"create":      (*client).create,
		"clone":       (*client).clone,
		"rename":      (*client).rename,
		"destroy":     task((*object.VirtualMachine).Destroy),
		"unregister":  func(c *client) error { return c.machineThen((*object.VirtualMachine).Unregister) },
		"power-on":    task((*object.VirtualMachine).PowerOn),
		"power-off":   task((*object.VirtualMachine).PowerOff),
		"suspend":     task((*object.VirtualMachine).Suspend),
		"reset":       task((*object.VirtualMachine).Reset),
		"reconfigure": (*client).reconfigure,
		"snapshot":    (*client).snapshot,
		"snapshots":   (*client).snapshots,
		"programs":    (*client).programs,
		"path":        (*client).path,
		"sessions":    (*client).sessions,
		"terminate":   (*client).terminate,
	}
	command, known := commands[f.Arg(0)]
	if !known {
		f.Usage()
		os.Exit(2)
	}
	check(connected(*address, f.Args()[1:], command))
}

func connected(address string, arguments []string, command func(*client) error) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if u.User != nil {
		u.User = url.UserPassword(u.User.Username(), os.Getenv("VCSIM_PASSWORD"))
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	transport := soap.NewClient(u, true)
	transport.UserAgent = witness
	v, err := vim25.NewClient(ctx, transport)
	if err != nil {
		return err
	}
	c := &client{ctx, &govmomi.Client{Client: v, SessionManager: session.NewManager(v)}, arguments}
	if err := c.Login(ctx, u.User); err != nil {
		return err
	}
	defer c.Logout(ctx)
	return command(c)
}

func (c *client) argument(i int) string {
	if i < len(c.arguments) {
		return c.arguments[i]
	}
	return ""
}

func (c *client) machines(properties ...string) ([]mo.VirtualMachine, error) {
	v, err := view.NewManager(c.Client.Client).CreateContainerView(c, c.ServiceContent.RootFolder, []string{"VirtualMachine"}, true)
	if err != nil {
		return nil, err
	}
	defer v.Destroy(c)
	var all []mo.VirtualMachine
	err = v.Retrieve(c, []string{"VirtualMachine"}, properties, &all)
	return all, err
}

func (c *client) list() error {
	all, err := c.machines("name", "runtime.powerState", "config.uuid", "config.hardware.numCPU", "config.hardware.memoryMB")
	if err != nil {
		return err
	}
	var lines []string
	for _, vm := range all {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%d\t%d", vm.Name, vm.Runtime.PowerState, vm.Config.Uuid,
			vm.Config.Hardware.NumCPU, vm.Config.Hardware.MemoryMB))
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Println(line)
	}
	return nil
}

// The one of the name that comes first.
func (c *client) machine() (*object.VirtualMachine, error) {
	all, err := c.machines("name")
	if err != nil {
		return nil, err
	}
	for _, vm := range all {
		if vm.Name == c.argument(0) {
			return object.NewVirtualMachine(c.Client.Client, vm.Self), nil
		}
	}
	return nil, fmt.Errorf("no virtual machine %q", c.argument(0))
}

func (c *client) machineThen(do func(*object.VirtualMachine, context.Context) error) error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	return do(vm, c)
}

func task(begin func(*object.VirtualMachine, context.Context) (*object.Task, error)) func(*client) error {
	return func(c *client) error {
		vm, err := c.machine()
		if err != nil {
			return err
		}
		return c.finished(begin(vm, c))
	}
}

func (c *client) finished(t *object.Task, err error) error {
	if err != nil {
		return err
	}
	return t.Wait(c)
}

func (c *client) property() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	found, err := property.DefaultCollector(c.Client.Client).RetrieveProperties(c, types.RetrieveProperties{
		SpecSet: []types.PropertyFilterSpec{{
			PropSet:   []types.PropertySpec{{Type: "VirtualMachine", PathSet: []string{c.argument(1)}}},
			ObjectSet: []types.ObjectSpec{{Obj: vm.Reference()}},
		}},
	})
	if err != nil {
		return err
	}
	var value interface{}
	if len(found.Returnval) > 0 && len(found.Returnval[0].PropSet) > 0 {
		value = found.Returnval[0].PropSet[0].Val
	}
	return json.NewEncoder(os.Stdout).Encode(value)
}

func (c *client) create() error {
	finder := find.NewFinder(c.Client.Client)
	dc, err := finder.DefaultDatacenter(c)
	if err != nil {
		return err
	}
	finder.SetDatacenter(dc)
	folders, err := dc.Folders(c)
	if err != nil {
		return err
	}
	pools, err := finder.ResourcePoolList(c, "*/Resources")
	if err != nil {
		return err
	}
	stores, err := finder.DatastoreList(c, "*")
	if err != nil {
		return err
	}
	spec := types.VirtualMachineConfigSpec{
		Name:     c.argument(0),
		NumCPUs:  1,
		MemoryMB: 64,
		GuestId:  string(types.VirtualMachineGuestOsIdentifierOtherGuest),
		Files:    &types.VirtualMachineFileInfo{VmPathName: "[" + stores[0].Name() + "]"},
	}
	return c.finished(folders.VmFolder.CreateVM(c, spec, pools[0], nil))
}

func (c *client) clone() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	var found mo.VirtualMachine
	if err := vm.Properties(c, vm.Reference(), []string{"parent", "resourcePool"}, &found); err != nil {
		return err
	}
	spec := types.VirtualMachineCloneSpec{Location: types.VirtualMachineRelocateSpec{Pool: found.ResourcePool}}
	return c.finished(vm.Clone(c, object.NewFolder(c.Client.Client, *found.Parent), c.argument(1), spec))
}

func (c *client) rename() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	return c.finished(vm.Rename(c, c.argument(1)))
}

func (c *client) reconfigure() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	var spec types.VirtualMachineConfigSpec
	if _, err := fmt.Sscan(c.argument(1)+" "+c.argument(2), &spec.NumCPUs, &spec.MemoryMB); err != nil {
		return err
	}
	return c.finished(vm.Reconfigure(c, spec))
}

func (c *client) snapshot() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	return c.finished(vm.CreateSnapshot(c, c.argument(1), "", false, false))
}

// The tree, children further to the right; the current one with a star.
func (c *client) snapshots() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	var found mo.VirtualMachine
	if err := vm.Properties(c, vm.Reference(), []string{"snapshot"}, &found); err != nil {
		return err
	}
	if found.Snapshot != nil {
		printTree(found.Snapshot.RootSnapshotList, found.Snapshot.CurrentSnapshot, 0)
	}
	return nil
}

func printTree(trees []types.VirtualMachineSnapshotTree, current *types.ManagedObjectReference, depth int) {
	for _, tree := range trees {
		mark := ""
		if current != nil && tree.Snapshot == *current {
			mark = " *"
		}
		fmt.Println(strings.Repeat("  ", depth) + tree.Name + mark)
		printTree(tree.ChildSnapshotList, current, depth+1)
	}
}

func (c *client) programs() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	manager, err := guest.NewOperationsManager(c.Client.Client, vm.Reference()).ProcessManager(c)
	if err != nil {
		return err
	}
	login := &types.NamePasswordAuthentication{Username: guestUser, Password: guestPassword}
	all, err := manager.ListProcesses(c, login, nil)
	for _, p := range all {
		exit := ""
		if p.EndTime != nil {
			exit = fmt.Sprint(p.ExitCode)
		}
		fmt.Printf("%d\t%s\t%s\n", p.Pid, p.CmdLine, exit)
	}
	return err
}

func (c *client) path() error {
	vm, err := c.machine()
	if err != nil {
		return err
	}
	element, err := find.NewFinder(c.Client.Client).Element(c, vm.Reference())
	if err != nil {
		return err
	}
	fmt.Println(element.Path)
	return nil
}

func (c *client) others() ([]types.UserSession, error) {
	var manager mo.SessionManager
	err := property.DefaultCollector(c.Client.Client).RetrieveOne(c, *c.ServiceContent.SessionManager,
		[]string{"sessionList", "currentSession"}, &manager)
	if err != nil {
		return nil, err
	}
	var others []types.UserSession
	for _, s := range manager.SessionList {
		if manager.CurrentSession == nil || s.Key != manager.CurrentSession.Key {
			others = append(others, s)
		}
	}
	return others, nil
}

func (c *client) sessions() error {
	others, err := c.others()
	for _, s := range others {
		fmt.Printf("%s\t%s\n", s.Key, s.UserName)
	}
	return err
}

func (c *client) terminate() error {
	keys := []string{c.argument(0)}
	if c.argument(0) == "all" {
		keys = nil
		others, err := c.others()
		if err != nil {
			return err
		}
		for _, s := range others {
			keys = append(keys, s.Key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return c.SessionManager.TerminateSession(c, keys)
}
