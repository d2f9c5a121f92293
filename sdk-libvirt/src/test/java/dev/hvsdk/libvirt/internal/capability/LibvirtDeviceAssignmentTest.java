/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What libvirt says, as its sources have it, where somebody was quicker. */
class LibvirtDeviceAssignmentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Requested operation is not valid: PCI device 0000:3b:00.0 is in use by driver QEMU, domain web",
                "Requested operation is not valid: USB device 001:012 is in use by driver QEMU, domain web",
                "mediated device 4b20d080-1b54-4048-85b3-a6a62d165c01 is in use by driver QEMU, domain web",
                "Requested operation is not valid: device is already in the domain configuration",
                "Hostdev already exists in the domain configuration"
            })
    void knowsThatADeviceIsTaken(String text) {
        assertThat(LibvirtDeviceAssignment.isTaken(text)).isTrue();
    }

    @Test
    void takesNothingElseForThat() {
        assertThat(LibvirtDeviceAssignment.isTaken("host doesn't support passthrough of host PCI devices"))
                .isFalse();
        assertThat(LibvirtDeviceAssignment.isTaken("a device with the same address already exists"))
                .isFalse();
    }
}
