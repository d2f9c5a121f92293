/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PciReadingTest {
    private static final int ROUNDS = 300;

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

    @Test
    void readsAllNumbersAsTheSchemaWritesThem() {
        Random random = new Random(13);
        for (int i = 0; i < ROUNDS; i++) {
            int vendor = random.nextInt(0x10000);
            int bus = random.nextInt(0x100);
            Element told = Element.of(
                    "HostPciDevice",
                    Element.ofNumber("vendorId", (short) vendor),
                    Element.ofNumber("deviceId", vendor),
                    Element.ofNumber("bus", (byte) bus),
                    Element.ofNumber("slot", i % 32),
                    Element.ofNumber("function", i % 8));

            PciDevice device = PciReading.of(told, passthrough(true, true, true));

            assertThat(device.vendorId()).contains(HexFormat.of().toHexDigits((short) vendor));
            assertThat(device.deviceId()).isEqualTo(device.vendorId());
            assertThat(device.address()).isEqualTo(String.format(Locale.ROOT, "0000:%02x:%02x.%d", bus, i % 32, i % 8));
        }
    }

    @Test
    void leavesOpenWhatIsNotTold() {
        PciDevice device = PciReading.of(
                Element.of("HostPciDevice", Element.ofText("id", "0000:3b:00.0")), Element.of("HostPciPassthruInfo"));

        assertThat(device.vendorId()).isEmpty();
        assertThat(device.name()).isEmpty();
        assertThat(device.sriov()).isEmpty();
        assertThat(device.assignability().state()).isEqualTo(Assignability.State.BLOCKED);
    }

    @Test
    void tellsTheFunctionsOfSriovOnlyWhereThereAreSome() {
        Element most = Element.ofNumber("maxVirtualFunctionSupported", 64);
        Element some = Element.ofNumber("numVirtualFunction", 8);
        Element device = device("0000:3b:00.0");

        assertThat(PciReading.of(device, Element.of("info", Element.ofFlag("sriovCapable", true), most, some))
                        .sriov())
                .contains(new Sriov(64, 8));
        assertThat(PciReading.of(device, Element.of("info", Element.ofFlag("sriovCapable", false), most, some))
                        .sriov())
                .isEmpty();
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
