/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.KvmProbe;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.spi.support.ErrorFactory;
import org.junit.jupiter.api.Test;

class KvmPresenceTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("kvm").operation("define");
    private static final Fact<KvmProbe> WORKS = Fact.known(new KvmProbe(12, true));
    private static final Fact<KvmProbe> MAKES_NOTHING = Fact.known(new KvmProbe(12, false));
    private static final Fact<KvmProbe> FORBIDDEN = Fact.unknown(Fact.Reason.DENIED, "may not be opened");

    private static CapabilitiesXml capabilities(String... types) {
        StringBuilder domains = new StringBuilder();
        for (String type : types) {
            domains.append("<domain type='").append(type).append("'/>");
        }
        return CapabilitiesXml.parse("<capabilities><guest><os_type>hvm</os_type><arch name='x86_64'>" + domains
                + "</arch></guest></capabilities>");
    }

    private static KvmPresence here(Fact<KvmProbe> probe, String... types) {
        return new KvmPresence(capabilities(types), true, () -> probe);
    }

    @Test
    void autoTakesKvmWhereLibvirtAndTheDeviceAgree() {
        assertThat(here(WORKS, "qemu", "kvm").domainType(Acceleration.AUTO, "x86_64", ERRORS))
                .isEqualTo("kvm");
    }

    @Test
    void autoEmulatesWhereLibvirtFoundNone() {
        assertThat(here(WORKS, "qemu").domainType(Acceleration.AUTO, "x86_64", ERRORS))
                .isEqualTo("qemu");
    }

    @Test
    void autoEmulatesWhereTheDeviceMakesNoMachine() {
        assertThat(here(MAKES_NOTHING, "qemu", "kvm").domainType(Acceleration.AUTO, "x86_64", ERRORS))
                .isEqualTo("qemu");
    }

    @Test
    void autoEmulatesAnotherArchitecture() {
        assertThat(here(WORKS, "qemu", "kvm").domainType(Acceleration.AUTO, "aarch64", ERRORS))
                .isEqualTo("qemu");
    }

    @Test
    void aDeviceThatThisProgramMayNotOpenIsForLibvirtToKnow() {
        assertThat(here(FORBIDDEN, "qemu", "kvm").domainType(Acceleration.AUTO, "x86_64", ERRORS))
                .isEqualTo("kvm");
    }

    @Test
    void theDeviceOfThisMachineSaysNothingOfAnother() {
        KvmPresence there = new KvmPresence(capabilities("qemu", "kvm"), false, () -> MAKES_NOTHING);

        assertThat(there.domainType(Acceleration.AUTO, "x86_64", ERRORS)).isEqualTo("kvm");
    }

    @Test
    void emulationAsksNobody() {
        KvmPresence unasked = new KvmPresence(capabilities("qemu", "kvm"), true, () -> {
            throw new AssertionError("asked");
        });

        assertThat(unasked.domainType(Acceleration.TCG, "x86_64", ERRORS)).isEqualTo("qemu");
    }

    @Test
    void kvmThatIsNotThereIsRefusedWithWhatHelps() {
        assertThatThrownBy(() -> here(WORKS, "qemu").domainType(Acceleration.KVM, "x86_64", ERRORS))
                .isInstanceOfSatisfying(HypervisorException.Unsupported.class, e -> {
                    assertThat(e.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED);
                    assertThat(e.remedy().orElseThrow()).contains("hv features");
                });
    }
}
