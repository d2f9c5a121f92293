// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"syscall"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

const flatDisk = "VirtualDiskFlatVer2BackingInfo"

// The simulator's own answer, and what is to be done about its task once that has gone well.
func followed(q question, then func(*simulator.Task)) answer {
	return func(w http.ResponseWriter) {
		kept := httptest.NewRecorder()
		q.next.ServeHTTP(kept, q.request(q.body))
		if task := begun(kept); task != nil && task.Info.State == types.TaskInfoStateSuccess {
			simulator.Map.WithLock(task, func() { then(task) })
		}
		forward(w, kept)
	}
}

func forward(w http.ResponseWriter, kept *httptest.ResponseRecorder) {
	for key, values := range kept.Header() {
		w.Header()[key] = values
	}
	w.WriteHeader(kept.Code)
	_, _ = w.Write(kept.Body.Bytes())
}

// The simulator's disks are empty files; real ones have a text that describes them, and the bytes beside it.
func newDisk(q question) answer {
	r := q.Body.(*types.CreateVirtualDisk_Task)
	spec, is := r.Spec.(*types.FileBackedVirtualDiskSpec)
	if !is {
		return failure(q.Method, &types.InvalidArgument{InvalidProperty: "spec"})
	}
	return followed(q, func(*simulator.Task) {
		file := fileOf(r.Name)
		if err := resize(file, spec.CapacityKb); err != nil {
			panic(err)
		}
	})
}

func resize(file string, kibibytes int64) error {
	if err := os.Truncate(flat(file), kibibytes<<10); err != nil {
		return err
	}
	text := fmt.Sprintf("# Disk DescriptorFile\nversion=1\ncreateType=\"vmfs\"\nRW %d VMFS \"%s\"\n", kibibytes*2, path.Base(flat(file)))
	return os.WriteFile(file, []byte(text), 0o600)
}

func flat(file string) string {
	return strings.TrimSuffix(file, ".vmdk") + "-flat.vmdk"
}

// Where the simulator keeps what is called "[store] path"; empty if there is no such store.
func fileOf(name string) string {
	var p object.DatastorePath
	if !p.FromString(name) {
		return ""
	}
	for _, e := range simulator.Map.All("Datastore") {
		if store, is := e.(*simulator.Datastore); is && store.Name == p.Datastore {
			return path.Join(store.Info.GetDatastoreInfo().Url, p.Path)
		}
	}
	return ""
}

// Which the simulator does not know.
func longerDisk(q question) answer {
	r := q.Body.(*types.ExtendVirtualDisk_Task)
	file := fileOf(r.Name)
	present, err := os.Stat(flat(file))
	if err != nil {
		return failure(q.Method, &types.FileNotFound{FileFault: types.FileFault{File: r.Name}})
	}
	if r.NewCapacityKb<<10 < present.Size() {
		return failure(q.Method, &types.InvalidArgument{InvalidProperty: "newCapacityKb"})
	}
	return func(w http.ResponseWriter) {
		if err := resize(file, r.NewCapacityKb); err != nil {
			panic(err)
		}
		writeTask(w, q.Method, nil)
	}
}

// What is found tells neither its size nor its kind, although it is asked for.
func search(q question) answer {
	return followed(q, func(task *simulator.Task) {
		switch found := task.Info.Result.(type) {
		case types.HostDatastoreBrowserSearchResults:
			measure(found)
		case types.ArrayOfHostDatastoreBrowserSearchResults:
			for _, folder := range found.HostDatastoreBrowserSearchResults {
				measure(folder)
			}
		}
	})
}

func measure(folder types.HostDatastoreBrowserSearchResults) {
	for _, file := range folder.File {
		disk, is := file.(*types.VmDiskFileInfo)
		if !is {
			continue
		}
		var p object.DatastorePath
		if !p.FromString(folder.FolderPath) {
			continue
		}
		p.Path = path.Join(p.Path, disk.Path)
		bytes, err := os.Stat(flat(fileOf(p.String())))
		if err == nil && bytes.Size() > 0 {
			disk.DiskType = flatDisk
			disk.CapacityKb = bytes.Size() >> 10
			disk.FileSize = bytes.Sys().(*syscall.Stat_t).Blocks * 512
		}
	}
}

// The simulator deletes the whole directory of a machine; real servers what is the machine's own, so that disks stay which have been
// taken from it.
func destruction(q question) answer {
	if vm, is := simulator.Map.Get(q.This).(*simulator.VirtualMachine); is {
		simulator.Map.WithLock(vm, func() { keepDisks(vm) })
	}
	return nil
}

func keepDisks(vm *simulator.VirtualMachine) {
	directory := fileOf(vm.Config.Files.LogDirectory)
	files, err := os.ReadDir(directory)
	if directory == "" || err != nil || vm.Runtime.PowerState == types.VirtualMachinePowerStatePoweredOn {
		return
	}
	own := ownDisks(vm)
	stays := false
	for _, file := range files {
		isDisk := strings.HasSuffix(file.Name(), ".vmdk")
		stays = stays || isDisk && !own[path.Join(directory, file.Name())]
	}
	if !stays {
		return
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".vmdk") {
			_ = os.Remove(path.Join(directory, file.Name()))
		}
	}
	// What it deletes afterwards: nothing.
	vm.Config.Files.LogDirectory += "/none"
}

func ownDisks(vm *simulator.VirtualMachine) map[string]bool {
	own := map[string]bool{}
	for _, device := range vm.Config.Hardware.Device {
		if backing, is := device.GetVirtualDevice().Backing.(types.BaseVirtualDeviceFileBackingInfo); is {
			file := fileOf(backing.GetVirtualDeviceFileBackingInfo().FileName)
			own[file], own[flat(file)] = true, true
		}
	}
	return own
}
