// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// The simulator's switches have no cards, so that their guests would reach nothing; and ports for cards are not marked as such.
func wireSwitches() {
	for _, e := range simulator.Map.All("DistributedVirtualPortgroup") {
		if group := e.(*simulator.DistributedVirtualPortgroup); strings.Contains(group.Name, "-DVUplinks") {
			group.Tag = []types.Tag{{Key: "SYSTEM/DVS.UPLINKPG"}}
		}
	}
	for _, e := range simulator.Map.All("HostSystem") {
		system := networkSystem(e.(*simulator.HostSystem))
		system.NetworkInfo.Vswitch[0].Pnic = []string{"key-vim.host.PhysicalNic-vmnic0"}
	}
}

func networkSystem(host *simulator.HostSystem) *simulator.HostNetworkSystem {
	return simulator.Map.Get(*host.ConfigManager.NetworkSystem).(*simulator.HostNetworkSystem)
}

func hasGroup(system *simulator.HostNetworkSystem, name string) bool {
	for _, one := range system.NetworkInfo.Portgroup {
		if one.Spec.Name == name {
			return true
		}
	}
	return false
}

func othersHave(system *simulator.HostNetworkSystem, name string) bool {
	for _, e := range simulator.Map.All("HostSystem") {
		if other := networkSystem(e.(*simulator.HostSystem)); other != system && hasGroup(other, name) {
			return true
		}
	}
	return false
}

func standardNetwork(name string) *mo.Network {
	for _, e := range simulator.Map.All("Network") {
		if network, is := e.(*mo.Network); is && network.Name == name {
			return network
		}
	}
	return nil
}

// Port groups of one name on several hosts are one network of a vCenter; the simulator takes the second for a duplicate, and
// does not tell hosts of their networks.
func addGroup(q question) answer {
	spec := q.Body.(*types.AddPortGroup).Portgrp
	system, is := simulator.Map.Get(q.This).(*simulator.HostNetworkSystem)
	if !is {
		return nil
	}
	if hasGroup(system, spec.Name) {
		return refusal("The specified key, name, or identifier already exists.", &types.AlreadyExists{Name: spec.Name})
	}
	if !othersHave(system, spec.Name) {
		return func(w http.ResponseWriter) {
			kept := httptest.NewRecorder()
			q.next.ServeHTTP(kept, q.request(q.body))
			if kept.Code == http.StatusOK {
				plug(system, standardNetwork(spec.Name), simulator.Map.AddReference)
			}
			forward(w, kept)
		}
	}
	for i := range system.NetworkInfo.Vswitch {
		if system.NetworkInfo.Vswitch[i].Name == spec.VswitchName {
			return func(w http.ResponseWriter) {
				vswitch := &system.NetworkInfo.Vswitch[i]
				vswitch.Portgroup = append(vswitch.Portgroup, spec.Name)
				system.NetworkInfo.Portgroup = append(system.NetworkInfo.Portgroup,
					types.HostPortGroup{Key: "key-vim.host.PortGroup-" + spec.Name, Spec: spec})
				plug(system, standardNetwork(spec.Name), simulator.Map.AddReference)
				writeResult(w, q.Method, nil)
			}
		}
	}
	return refusal("The object or item referred to could not be found.", &types.NotFound{})
}

type reference func(mo.Reference, *[]types.ManagedObjectReference, types.ManagedObjectReference)

// A host and what it is a part of say which networks they reach.
func plug(system *simulator.HostNetworkSystem, network *mo.Network, change reference) {
	host := simulator.Map.Get(system.Host.Self).(*simulator.HostSystem)
	change(host, &host.Network, network.Self)
	change(network, &network.Host, host.Self)
	switch parent := simulator.Map.Get(*host.Parent).(type) {
	case *simulator.ClusterComputeResource:
		change(parent, &parent.Network, network.Self)
	case *mo.ComputeResource:
		change(parent, &parent.Network, network.Self)
	}
}

func removeGroup(q question) answer {
	name := q.Body.(*types.RemovePortGroup).PgName
	system, is := simulator.Map.Get(q.This).(*simulator.HostNetworkSystem)
	network := standardNetwork(name)
	if !is || network == nil || !hasGroup(system, name) {
		return refusal("The object or item referred to could not be found.", &types.NotFound{})
	}
	if isUsed(network.Self) {
		return refusal("The resource is in use.", &types.ResourceInUse{Type: "Network", Name: name})
	}
	last := !othersHave(system, name)
	return func(w http.ResponseWriter) {
		plug(system, network, simulator.Map.RemoveReference)
		if last {
			q.next.ServeHTTP(w, q.request(q.body))
			return
		}
		info := system.NetworkInfo
		for i := range info.Vswitch {
			info.Vswitch[i].Portgroup = without(info.Vswitch[i].Portgroup, name)
		}
		for i := range info.Portgroup {
			if info.Portgroup[i].Spec.Name == name {
				info.Portgroup = append(info.Portgroup[:i:i], info.Portgroup[i+1:]...)
				break
			}
		}
		writeResult(w, q.Method, nil)
	}
}

// Networks of the simulator do not know their machines, but these know their networks.
func isUsed(network types.ManagedObjectReference) bool {
	for _, e := range simulator.Map.All("VirtualMachine") {
		for _, one := range e.(*simulator.VirtualMachine).Network {
			if one == network {
				return true
			}
		}
	}
	return false
}

func without(names []string, name string) []string {
	var rest []string
	for _, one := range names {
		if one != name {
			rest = append(rest, one)
		}
	}
	return rest
}
