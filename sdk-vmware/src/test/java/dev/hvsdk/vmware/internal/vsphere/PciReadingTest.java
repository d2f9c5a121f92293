/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PciReadingTest {
    private static Element passthrough(boolean capable, boolean enabled, boolean active) {
        return Element.of(
                "HostPciPassthruInfo",
                Element.ofFlag("passthruEnabled", enabled),
                Element.ofFlag("passthruCapable", capable),
                Element.ofFlag("passthruActive", active));
    }

    private static Element device(String id) {
        return Element.of(
                "HostPciDevice",
                Element.ofText("id", id),
                Element.ofNumber("classId", 0x0302),
                Element.ofNumber("bus", -81),
                Element.ofNumber("slot", 2),
                Element.ofNumber("function", 1),
                Element.ofNumber("vendorId", -32634),
                Element.ofNumber("deviceId", 5490));
    }

    @Test
    void takesTheSignOffNumbers() {
        PciDevice device = PciReading.of(device("0001:3b:00.0"), passthrough(true, true, true));
        assertThat(device.vendorId()).contains("8086");
        assertThat(device.deviceId()).contains("1572");
        assertThat(device.classCode()).contains("0302");
        assertThat(device.address()).isEqualTo("0001:3b:00.0");
        assertThat(device.sriov()).isEmpty();
    }

    @Test
    void takesThePartsWhereTheIdIsOfAnotherForm() {
        assertThat(PciReading.of(device("175:2.1"), passthrough(true, true, true))
                        .address())
                .isEqualTo("0000:af:02.1");
    }

    static Stream<Arguments> states() {
        return Stream.of(
                argumentSet("active", passthrough(true, true, true), Assignability.State.READY),
                argumentSet("from the next boot", passthrough(true, true, false), Assignability.State.PREPARABLE),
                argumentSet("not enabled", passthrough(true, false, false), Assignability.State.PREPARABLE),
                argumentSet("not capable", passthrough(false, false, false), Assignability.State.BLOCKED));
    }

    @ParameterizedTest
    @MethodSource("states")
    void saysWhatStandsInTheWay(Element passthrough, Assignability.State state) {
        Assignability told = PciReading.of(device("0000:3b:00.0"), passthrough).assignability();
        assertThat(told.state()).isEqualTo(state);
        assertThat(told.blockers().isEmpty()).isEqualTo(state == Assignability.State.READY);
    }
}
