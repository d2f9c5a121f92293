/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What fake hosts say that they would be told. */
class DefinitionPreviewTest {
    private static final GuestSpec MACHINE = GuestSpec.builder("a<b")
            .vcpus(3)
            .memory(MemorySize.ofMebibytes(256))
            .disk(DiskSpec.builder("default/a&b").readOnly(true).build())
            .nic(NicSpec.builder("lan").mac("52:54:00:00:00:01").build())
            .build();

    private static DefinitionPreview preview(Hypervisor host) {
        return host.capability(DefinitionPreview.class).require();
    }

    static Stream<Arguments> families() {
        GuestSpec container = GuestSpec.builder("job")
                .memory(MemorySize.ofMebibytes(64))
                .boot(BootSource.image("debian:12", List.of("sleep", "60")))
                .build();
        return Stream.of(
                Arguments.argumentSet("KVM", Family.KVM, MACHINE, "libvirt-domain-xml", "a&lt;b", "a&amp;b", "'lan'"),
                Arguments.argumentSet(
                        "Xen", Family.XEN, MACHINE, "libvirt-domain-xml", ">3<", "'KiB'>262144<", "<readonly/>"),
                Arguments.argumentSet("vSphere", Family.VSPHERE, MACHINE, "vmx", "\"a<b\"", "\"256\"", "\"lan\""),
                Arguments.argumentSet(
                        "containers",
                        Family.CONTAINERS,
                        container,
                        "docker-create-json",
                        "debian:12",
                        "60",
                        "67108864"));
    }

    @ParameterizedTest
    @MethodSource("families")
    void saysAllThatWasAskedFor(
            Family family, GuestSpec spec, String format, String first, String second, String third) {
        try (Hypervisor host = FakeHost.of(family).open()) {
            assertThat(preview(host).format()).isEqualTo(format);
            assertThat(preview(host).preview(spec)).contains(first, second, third);
            assertThat(host.guests()).isEmpty();
        }
    }

    @Test
    void saysFromWhichKernelToStart() {
        GuestSpec spec = GuestSpec.builder("web")
                .boot(BootSource.kernel("/boot/vmlinuz", "/boot/initrd", "console=ttyS0"))
                .build();
        try (Hypervisor host = FakeHost.kvm().open()) {
            assertThat(preview(host).preview(spec))
                    .contains("<kernel>/boot/vmlinuz<", "<initrd>/boot/initrd<", "<cmdline>console=ttyS0<");
        }
    }

    @Test
    void refusesWhatDefiningRefuses() {
        try (Hypervisor host = FakeHost.containers().open()) {
            DefinitionPreview preview = preview(host);
            assertThatThrownBy(() -> preview.preview(MACHINE)).isInstanceOf(HypervisorException.Unsupported.class);
        }
    }

    @Test
    void looksAtNoOtherGuest() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            assertThat(preview(host).preview(GuestSpec.builder("web").build())).contains("web");
        }
    }
}
