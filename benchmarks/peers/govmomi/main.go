// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

// The peer in Go: govmomi URL PROPERTIES [once], with the password in VCSIM_PASSWORD. It greets by "ready" and then obeys lines:
// "list", or on, off, snapshot or remove and the name of a guest; each is answered by its nanoseconds and the number of guests it was
// about. With "once" it lists, prints the number and ends.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/mo"
)

type peer struct {
	context.Context
	*govmomi.Client
	properties []string
	machines   map[string]*object.VirtualMachine
}

func main() {
	u, err := url.Parse(os.Args[1])
	check(err)
	u.User = url.UserPassword(u.User.Username(), os.Getenv("VCSIM_PASSWORD"))
	ctx := context.Background()
	c, err := govmomi.NewClient(ctx, u, true)
	check(err)
	defer c.Logout(ctx)
	p := &peer{ctx, c, strings.Split(os.Args[2], ","), map[string]*object.VirtualMachine{}}
	if len(os.Args) > 3 {
		fmt.Println(p.list())
		return
	}
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		order, name, _ := strings.Cut(lines.Text(), " ")
		begun := time.Now()
		guests := p.obey(order, name)
		fmt.Println(time.Since(begun).Nanoseconds(), guests)
	}
}

func (p *peer) obey(order, name string) int {
	if order == "list" {
		return p.list()
	}
	vm := p.machines[name]
	var t *object.Task
	var err error
	switch order {
	case "on":
		t, err = vm.PowerOn(p)
	case "off":
		t, err = vm.PowerOff(p)
	case "snapshot":
		t, err = vm.CreateSnapshot(p, "bench", "", false, false)
	case "remove":
		t, err = vm.RemoveSnapshot(p, "bench", false, nil)
	}
	check(err)
	check(t.Wait(p))
	return 1
}

func (p *peer) list() int {
	v, err := view.NewManager(p.Client.Client).CreateContainerView(p, p.ServiceContent.RootFolder, []string{"VirtualMachine"}, true)
	check(err)
	defer v.Destroy(p)
	var all []mo.VirtualMachine
	check(v.Retrieve(p, []string{"VirtualMachine"}, p.properties, &all))
	for _, vm := range all {
		p.machines[vm.Name] = object.NewVirtualMachine(p.Client.Client, vm.Self)
	}
	return len(all)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
