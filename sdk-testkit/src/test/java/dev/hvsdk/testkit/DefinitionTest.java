/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Making guests: what they become, and what is refused before anything is made. */
class DefinitionTest {
    private static final BootSource IMAGE = BootSource.image("nginx:1.29", List.of());

    @Test
    void makesAStoppedMachineOfTheSizeAskedFor() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            Guest web = host.define(GuestSpec.builder("web")
                            .vcpus(2)
                            .memory(MemorySize.ofGibibytes(4))
                            .build())
                    .await();

            GuestInfo info = web.info();
            assertThat(info.state()).isEqualTo(GuestState.STOPPED);
            assertThat(info.vcpus()).hasValue(2);
            assertThat(info.memory()).contains(MemorySize.ofGibibytes(4));
            assertThat(info.technology()).contains(Technology.KVM);
            assertThat(info.cpuTime()).isEmpty();
            assertThat(info.startedAt()).isEmpty();
        }
    }

    @Test
    void givesAContainerNoLimitThatWasNotAskedFor() {
        try (Hypervisor host = FakeHost.containers().open()) {
            GuestInfo web = host.define(GuestSpec.builder("web").boot(IMAGE).build())
                    .await()
                    .info();

            assertThat(web.vcpus()).isEmpty();
            assertThat(web.memory()).isEmpty();
            assertThat(web.reason()).contains(StateReason.CREATED);
            assertThat(web.technology()).contains(Technology.DOCKER);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KVM", "XEN", "CONTAINERS"})
    void refusesATakenNameWhereNamesAreUnique(Family family) {
        try (Hypervisor host =
                FakeHost.of(family).withGuest("web", GuestState.RUNNING).open()) {
            assertThatThrownBy(() -> host.define(spec(family, "web")).await())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessage("fake: define guest web: the name is taken by guest " + family.guestId(1)
                            + "; choose another name, or undefine the other guest");
            assertThat(host.guests().asList()).hasSize(1);
        }
    }

    @Test
    void letsANameBeUsedAgain() {
        try (Hypervisor host =
                FakeHost.kvm().withGuest("web", GuestState.STOPPED).open()) {
            Guest old = host.findGuest("web").orElseThrow();
            old.undefine().await();

            Guest web = host.define(spec(Family.KVM, "web")).await();

            assertThat(web.id()).isNotEqualTo(old.id());
            assertThatThrownBy(old::info).isInstanceOf(HypervisorException.NotFound.class);
        }
    }

    @Test
    void letsSeveralVsphereMachinesBearOneName() {
        try (Hypervisor host =
                FakeHost.vsphere().withGuest("web", GuestState.RUNNING).open()) {
            host.define(spec(Family.VSPHERE, "web")).await();

            assertThatThrownBy(() -> host.findGuest("web"))
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessage("fake: find guest web: 2 guests bear the name: vm-1, vm-2; choose one by its id");
            host.guest(Family.VSPHERE.guestId(2)).undefine().await();
            assertThat(host.findGuest("web").orElseThrow().id()).isEqualTo(Family.VSPHERE.guestId(1));
        }
    }

    /** What no backend of a fake host has ever heard of. */
    private static final class Strange implements GuestExtension {}

    static Stream<Arguments> impossible() {
        GuestSpec.Builder strange = GuestSpec.builder("web").with(new Strange());
        BootSource kernel = BootSource.kernel("/boot/vmlinuz", null, "quiet");
        DiskSpec disk = DiskSpec.builder("web.qcow2").build();
        return Stream.of(
                Arguments.of(Family.KVM, strange.build(), "does not know " + Strange.class.getName()),
                Arguments.of(
                        Family.CONTAINERS, strange.boot(IMAGE).build(), "does not know " + Strange.class.getName()),
                Arguments.of(Family.KVM, spec(Family.CONTAINERS, "web"), "not from a container image"),
                Arguments.of(Family.VSPHERE, spec(Family.CONTAINERS, "web"), "not from a container image"),
                Arguments.of(
                        Family.VSPHERE, GuestSpec.builder("web").boot(kernel).build(), "by its firmware"),
                Arguments.of(Family.CONTAINERS, spec(Family.KVM, "web"), "starts from an image"),
                Arguments.of(
                        Family.CONTAINERS, GuestSpec.builder("web").boot(kernel).build(), "starts from an image"),
                Arguments.of(
                        Family.CONTAINERS,
                        GuestSpec.builder("web").boot(IMAGE).disk(disk).build(),
                        "a container has no disks"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void refusesWhatTheFamilyCannotHonourBeforeAnythingIsMade(Family family, GuestSpec spec, String why)
            throws InterruptedException {
        FakeHost fake = FakeHost.of(family);
        try (Hypervisor host = fake.open();
                RecordedEvents events = new RecordedEvents(fake, host)) {
            assertThatThrownBy(() -> host.define(spec).await())
                    .isInstanceOfSatisfying(
                            HypervisorException.Unsupported.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_SUCH_CONCEPT))
                    .hasMessageContaining(why);
            assertThat(host.guests()).isEmpty();
            assertThat(events.untilNow()).isEmpty();
        }
    }

    @Test
    void acceptsAKernelForKvmAndXen() {
        GuestSpec spec = GuestSpec.builder("web")
                .boot(BootSource.kernel("/boot/vmlinuz", null, "quiet"))
                .build();
        for (FakeHost fake : List.of(FakeHost.kvm(), FakeHost.xen())) {
            try (Hypervisor host = fake.open()) {
                assertThat(host.define(spec).await().start().await().state()).isEqualTo(GuestState.RUNNING);
            }
        }
    }

    static Stream<Arguments> names() {
        String euros = "\u20ac".repeat(80);
        return Stream.of(
                Arguments.of(Family.KVM, "two words; rm -rf 'x' \"y\" $(z) & <b> \\ \u00e4\u20ac\ud83d\ude00", true),
                Arguments.of(Family.KVM, "..", true),
                Arguments.of(Family.KVM, "-rf", true),
                Arguments.of(Family.KVM, "x".repeat(251), true),
                Arguments.of(Family.KVM, "x".repeat(252), false),
                Arguments.of(Family.KVM, "\u20ac".repeat(84), false),
                Arguments.of(Family.KVM, "../etc/passwd", false),
                Arguments.of(Family.KVM, "a\nb", false),
                Arguments.of(Family.XEN, "a/b", false),
                Arguments.of(Family.XEN, "a b", true),
                Arguments.of(Family.VSPHERE, "../etc/pass wd\n", true),
                Arguments.of(Family.VSPHERE, euros, true),
                Arguments.of(Family.VSPHERE, euros + "x", false),
                Arguments.of(Family.CONTAINERS, "a_b.c-1", true),
                Arguments.of(Family.CONTAINERS, "a", false),
                Arguments.of(Family.CONTAINERS, "two words", false),
                Arguments.of(Family.CONTAINERS, "../etc/passwd", false),
                Arguments.of(Family.CONTAINERS, "b\u00e4r", false));
    }

    @ParameterizedTest
    @MethodSource("names")
    void keepsANameUnchangedOrRefusesIt(Family family, String name, boolean accepted) {
        try (Hypervisor host = FakeHost.of(family).open()) {
            if (accepted) {
                Guest guest = host.define(spec(family, name)).await();
                assertThat(guest.info().name()).isEqualTo(name);
                assertThat(host.findGuest(name).orElseThrow().id()).isEqualTo(guest.id());
            } else {
                assertThatThrownBy(() -> host.define(spec(family, name)).await())
                        .isInstanceOf(HypervisorException.Unsupported.class)
                        .hasMessageContaining("a name ");
                assertThat(host.guests()).isEmpty();
            }
        }
    }

    private static GuestSpec spec(Family family, String name) {
        GuestSpec.Builder spec = GuestSpec.builder(name);
        return family.hasMachines() ? spec.build() : spec.boot(IMAGE).build();
    }
}
