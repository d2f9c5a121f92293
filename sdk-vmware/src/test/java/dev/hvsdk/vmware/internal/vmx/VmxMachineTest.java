/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.unit.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmxMachineTest {
    private static VmxMachine machine(String text) {
        return VmxMachine.of(VmxFile.parse(text));
    }

    @Test
    void readsWhatWorkstationWrites() {
        VmxMachine machine = machine("""
                .encoding = "UTF-8"
                displayName = "web"
                uuid.bios = "56 4d 9b ef ac d9 b4 e0-c8 f0 ae a8 b9 10 35 15"
                memsize = "2048"
                numvcpus = "4"
                scsi0.present = "TRUE"
                scsi0:10.present = "TRUE"
                scsi0:10.fileName = "data.vmdk"
                scsi0:2.present = "TRUE"
                scsi0:2.fileName = "web.vmdk"
                scsi1:0.present = "TRUE"
                sata0.present = "TRUE"
                sata0:1.present = "TRUE"
                sata0:1.deviceType = "cdrom-raw"
                sata0:1.fileName = "auto detect"
                ide1:0.present = "FALSE"
                ethernet0.present = "TRUE"
                ethernet0.connectionType = "custom"
                ethernet0.vnet = "vmnet3"
                ethernet0.virtualDev = "vmxnet3"
                ethernet0.addressType = "generated"
                ethernet0.generatedAddress = "00:0C:29:10:35:15"
                ethernet1.present = "TRUE"
                checkpoint.vmState = "web-1a2b.vmss"
                """);
        assertThat(machine.uuid()).hasToString("Optional[564d9bef-acd9-b4e0-c8f0-aea8b9103515]");
        assertThat(machine.memory()).isEqualTo(MemorySize.ofGibibytes(2));
        assertThat(machine.disks())
                .containsExactly(
                        new VmxDisk("sata0:1", "sata", VmxDisk.Kind.CDROM, null, true),
                        new VmxDisk("scsi0:2", "scsi", VmxDisk.Kind.DISK, "web.vmdk", false),
                        new VmxDisk("scsi0:10", "scsi", VmxDisk.Kind.DISK, "data.vmdk", false));
        assertThat(machine.nics())
                .containsExactly(
                        new VmxNic("ethernet0", "00:0c:29:10:35:15", "vmnet3", "vmxnet3"),
                        new VmxNic("ethernet1", null, "bridged", null));
        assertThat(machine.suspendedState()).contains("web-1a2b.vmss");
        assertThat(machine.isEncrypted()).isFalse();
    }

    @Test
    void saysNoNumberThatIsNotThere() {
        assertThat(machine("displayName = \"x\"\n").uuid()).isEmpty();
        assertThat(machine("displayName = \"x\"\n").vcpus()).isEqualTo(1);
        assertThat(machine("displayName = \"x\"\n").memory()).isEqualTo(MemorySize.ofMebibytes(32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "99999999999999999999", "1.5"})
    void refusesNumbersThatAreNone(String number) {
        VmxMachine machine = machine("numvcpus = \"" + number + "\"\nmemsize = \"" + number + "\"\n");
        assertThatThrownBy(machine::vcpus).isInstanceOf(UnreadableVmxException.class);
        assertThatThrownBy(machine::memory).isInstanceOf(UnreadableVmxException.class);
    }
}
