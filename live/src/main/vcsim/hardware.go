// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"github.com/vmware/govmomi/simulator/esx"
	"github.com/vmware/govmomi/vim25/types"
)

// Gives each host devices that can be passed through; the simulator's own hosts have none. Numbers are those of PCI: NVIDIA's
// H100, and Intel's X710 with 8 of its 64 virtual functions in use.
func hardware(gpus, nics int) {
	for i := 0; i < gpus; i++ {
		device := pci(0x3b+i, 0x0302, 0x10de, "NVIDIA Corporation", 0x2331, "GH100 [H100 PCIe]")
		state := passthrough(device.Id)
		add(device, &state)
	}
	for i := 0; i < nics; i++ {
		device := pci(0x5e+i, 0x0200, 0x8086, "Intel Corporation", 0x1572, "Ethernet Controller X710 for 10GbE SFP+")
		add(device, &types.HostSriovInfo{
			HostPciPassthruInfo:         passthrough(device.Id),
			SriovEnabled:                true,
			SriovCapable:                true,
			SriovActive:                 true,
			NumVirtualFunctionRequested: 8,
			NumVirtualFunction:          8,
			MaxVirtualFunctionSupported: 64,
		})
	}
}

func add(device types.HostPciDevice, state types.BaseHostPciPassthruInfo) {
	esx.HostHardwareInfo.PciDevice = append(esx.HostHardwareInfo.PciDevice, device)
	esx.HostConfigInfo.PciPassthruInfo = append(esx.HostConfigInfo.PciPassthruInfo, state)
}

// Numbers of 16 bits are signed there, hence the conversion.
func pci(bus int, class uint16, vendor uint16, vendorName string, device uint16, name string) types.HostPciDevice {
	return types.HostPciDevice{
		Id:         fmt.Sprintf("0000:%02x:00.0", bus),
		ClassId:    int16(class),
		Bus:        byte(bus),
		VendorId:   int16(vendor),
		VendorName: vendorName,
		DeviceId:   int16(device),
		DeviceName: name,
	}
}

func passthrough(id string) types.HostPciPassthruInfo {
	return types.HostPciPassthruInfo{
		Id:              id,
		DependentDevice: id,
		PassthruEnabled: true,
		PassthruCapable: true,
		PassthruActive:  true,
	}
}
