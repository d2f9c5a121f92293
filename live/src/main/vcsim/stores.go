// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"net/http"
	"os"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// A directory of a server of files, which is one of this machine here, whatever the server is called. The simulator wants the
// name of the datastore to be a directory, and knows one host for each datastore.
func mounting(q question) answer {
	r := q.Body.(*types.CreateNasDatastore)
	system, is := simulator.Map.Get(q.This).(*simulator.HostDatastoreSystem)
	if !is {
		return nil
	}
	name, place := r.Spec.LocalPath, r.Spec.RemotePath
	if info, err := os.Stat(place); err != nil || !info.IsDir() {
		return refusal("The mount request was denied by the NFS server.",
			&types.PlatformConfigFault{HostConfigFault: types.HostConfigFault{}, Text: "no such export"})
	}
	for _, e := range simulator.Map.All("Datastore") {
		store := e.(*simulator.Datastore)
		isSame := store.Info.GetDatastoreInfo().Url == place
		if isSame && store.Name == name && mounted(store, system.Host.Self) < 0 {
			return func(w http.ResponseWriter) {
				mount(store, system.Host)
				writeResult(w, q.Method, store.Self)
			}
		}
		if isSame {
			return refusal("The specified key, name, or identifier already exists.", &types.AlreadyExists{Name: store.Name})
		}
		if store.Name == name {
			return refusal("The name already exists.", &types.DuplicateName{Name: name, Object: store.Self})
		}
	}
	return func(w http.ResponseWriter) {
		made, err := methods.CreateLocalDatastore(context.Background(), q.service,
			&types.CreateLocalDatastore{This: q.This, Name: name, Path: place})
		if err != nil {
			panic(err)
		}
		store := simulator.Map.Get(made.Returnval).(*simulator.Datastore)
		simulator.Map.WithLock(store, func() {
			store.Summary.Type = r.Spec.Type
			store.Info = &types.NasDatastoreInfo{DatastoreInfo: *store.Info.GetDatastoreInfo(), Nas: &types.HostNasVolume{
				HostFileSystemVolume: types.HostFileSystemVolume{Name: name, Type: r.Spec.Type},
				RemoteHost:           r.Spec.RemoteHost,
				RemotePath:           place,
			}}
		})
		writeResult(w, q.Method, store.Self)
	}
}

func mounted(store *simulator.Datastore, host types.ManagedObjectReference) int {
	for i, one := range store.Host {
		if one.Key == host {
			return i
		}
	}
	return -1
}

func mount(store *simulator.Datastore, host *mo.HostSystem) {
	simulator.Map.WithLock(store, func() {
		store.Host = append(store.Host, types.DatastoreHostMount{Key: host.Self, MountInfo: types.HostMountInfo{
			AccessMode: string(types.HostMountModeReadWrite),
			Mounted:    types.NewBool(true),
			Accessible: types.NewBool(true),
		}})
	})
	simulator.Map.AddReference(simulator.Map.Get(host.Self), &host.Datastore, store.Self)
}

// Which the simulator does not know.
func unmounting(q question) answer {
	r := q.Body.(*types.RemoveDatastore)
	system, is := simulator.Map.Get(q.This).(*simulator.HostDatastoreSystem)
	store, isStore := simulator.Map.Get(r.Datastore).(*simulator.Datastore)
	if !is || !isStore {
		return nil
	}
	i := mounted(store, system.Host.Self)
	if i < 0 {
		return refusal("The object or item referred to could not be found.", &types.NotFound{})
	}
	if len(store.Vm) > 0 {
		return refusal("The resource is in use.", &types.ResourceInUse{Type: "Datastore", Name: store.Name})
	}
	return func(w http.ResponseWriter) {
		if len(store.Host) == 1 {
			if _, err := methods.Destroy_Task(context.Background(), q.service, &types.Destroy_Task{This: store.Self}); err != nil {
				panic(err)
			}
		} else {
			simulator.Map.WithLock(store, func() { store.Host = append(store.Host[:i:i], store.Host[i+1:]...) })
			simulator.Map.RemoveReference(simulator.Map.Get(system.Host.Self), &system.Host.Datastore, store.Self)
		}
		writeResult(w, q.Method, nil)
	}
}
