/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fakes offer beyond lifecycle, and how they say what they do not. */
class CapabilityTest {
    /** The portable capabilities, as they are in the module of the API: of one that it gains the fakes have to say something. */
    private static <C> List<Class<? extends C>> portable(Class<C> kind) throws IOException {
        ResolvedModule api = ModuleLayer.boot()
                .configuration()
                .findModule(GuestCapability.class.getModule().getName())
                .orElseThrow();
        try (ModuleReader reader = api.reference().open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.matches("dev/hvsdk/api/capability/[A-Za-z]+\\.class"))
                    .map(file -> file.substring(0, file.indexOf('.')).replace('/', '.'))
                    .<Class<?>>map(CapabilityTest::load)
                    .filter(kind::isAssignableFrom)
                    .<Class<? extends C>>map(type -> type.asSubclass(kind))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of another backend. */
    private interface Strange extends GuestCapability, HostCapability {}

    @ParameterizedTest
    @EnumSource(Family.class)
    void listsExactlyWhatItGives(Family family) throws IOException {
        try (Hypervisor host =
                FakeHost.of(family).withGuest("web", GuestState.RUNNING).open()) {
            Guest web = host.findGuest("web").orElseThrow();
            List<Class<? extends GuestCapability>> ofGuests = portable(GuestCapability.class);
            List<Class<? extends HostCapability>> ofHosts = portable(HostCapability.class);

            assertThat(ofGuests).hasSizeGreaterThanOrEqualTo(8).containsAll(web.capabilities());
            assertThat(ofHosts).hasSizeGreaterThanOrEqualTo(4).containsAll(host.capabilities());
            assertThat(ofGuests).allSatisfy(type -> assertWellFormed(type, web.capability(type), web.capabilities()));
            assertThat(ofHosts).allSatisfy(type -> assertWellFormed(type, host.capability(type), host.capabilities()));
        }
    }

    private static void assertWellFormed(Class<?> type, Support<?> answer, Set<?> listed) {
        assertThat(answer.isAvailable()).isEqualTo(listed.contains(type));
        if (answer instanceof Support.Unavailable<?> no) {
            assertThat(no.reason()).isIn(Reason.NOT_IMPLEMENTED, Reason.NO_SUCH_CONCEPT);
            assertThat(no.detail()).isNotBlank().doesNotEndWith(".").doesNotContain("does not know");
            assertThat(no.remedy().isPresent() || no.reason() == Reason.NO_SUCH_CONCEPT)
                    .isTrue();
        } else {
            assertThat(answer.require()).isInstanceOf(type);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    KVM, BulkStatistics DefinitionPreview DeviceControl HostFeatures Networks SpecOptions StoragePools, Console DeviceAssignment GuestAgent GuestExec LiveMigration NativeDefinition PowerControl ResourceTuning Snapshots StateSaving Statistics VirtualHardware
                    XEN, BulkStatistics DefinitionPreview DeviceControl HostFeatures Networks StoragePools, Console DeviceAssignment LiveMigration NativeDefinition PowerControl ResourceTuning StateSaving Statistics VirtualHardware
                    VSPHERE, BulkStatistics DefinitionPreview HostFeatures Networks StoragePools, DeviceAssignment GuestAgent GuestExec LiveMigration NativeDefinition PowerControl ResourceTuning Snapshots Statistics VirtualHardware
                    CONTAINERS, BulkStatistics DefinitionPreview HostFeatures Networks, Console GuestAgent GuestExec NativeDefinition PowerControl ResourceTuning Statistics
                    """)
    void offersWhatTheFamilyHas(Family family, String ofHost, String names) {
        try (Hypervisor host =
                FakeHost.of(family).withGuest("web", GuestState.STOPPED).open()) {
            assertThat(host.findGuest("web").orElseThrow().capabilities())
                    .extracting(Class::getSimpleName)
                    .containsExactlyInAnyOrder(names.split(" ", -1));
            assertThat(host.capabilities())
                    .extracting(Class::getSimpleName)
                    .containsExactlyInAnyOrder(ofHost.split(" ", -1));
        }
    }

    @Test
    void doesNotKnowTheCapabilityOfAnotherBackend() {
        try (Hypervisor host =
                FakeHost.kvm().withGuest("web", GuestState.RUNNING).open()) {
            Guest web = host.findGuest("web").orElseThrow();

            assertThat(web.capability(Strange.class))
                    .hasToString("unavailable (no-such-concept): a fake host does not know " + Strange.class.getName());
            assertThat(host.capability(Strange.class).isAvailable()).isFalse();
        }
    }

    @Test
    void saysWhyAContainerHasNoSnapshots() {
        try (Hypervisor host =
                FakeHost.containers().withGuest("web", GuestState.RUNNING).open()) {
            Guest web = host.findGuest("web").orElseThrow();

            assertThatThrownBy(() -> web.capability(Snapshots.class).require())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("Docker has no snapshots");
        }
    }

    @Test
    void countersMoveWithTheClockWhileTheGuestRuns() {
        GuestSpec spec = GuestSpec.builder("web")
                .vcpus(2)
                .memory(MemorySize.ofGibibytes(2))
                .disk(DiskSpec.builder("web.qcow2").build())
                .nic(NicSpec.builder("default").build())
                .build();
        FakeHost fake = FakeHost.kvm().withGuest(spec, GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            Statistics statistics = web.capability(Statistics.class).require();
            fake.clock().advance(Duration.ofSeconds(10));

            GuestStatistics read = statistics.read();

            assertThat(read.time()).isEqualTo(fake.clock().instant());
            assertThat(read.cpuTime()).contains(Duration.ofSeconds(20));
            assertThat(read.memoryAssigned()).contains(MemorySize.ofGibibytes(2));
            assertThat(read.memoryUsed()).contains(MemorySize.ofGibibytes(1));
            assertThat(read.memoryResident()).contains(MemorySize.ofMebibytes(1024 + 64));
            assertThat(read.disks())
                    .containsExactly(new DiskCounters("vda", MemorySize.ofMebibytes(40), MemorySize.ofMebibytes(10)));
            assertThat(read.nics())
                    .containsExactly(
                            new NicCounters("vnet0", MemorySize.ofKibibytes(2560), MemorySize.ofKibibytes(1280)));

            web.stop().await();
            assertThat(statistics.read().cpuTime()).isEmpty();
            assertThat(statistics.read().disks()).isEmpty();
            web.undefine().await();
            assertThatThrownBy(statistics::read).isInstanceOf(HypervisorException.NotFound.class);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    KVM,        vt-x,  usable
                    KVM,        amd-v, absent
                    KVM,        nested, disabled-by-kernel
                    XEN,        vt-d,  usable
                    VSPHERE,    amd-v, usable
                    VSPHERE,    sev,   disabled-by-firmware
                    CONTAINERS, amd-v, hidden-by-hypervisor
                    """)
    void reportsTheFeaturesOfTheMadeUpMachine(Family family, String feature, String state) {
        try (Hypervisor host = FakeHost.of(family).open()) {
            HostFeatures features = host.capability(HostFeatures.class).require();
            FeatureReport report = features.report(CpuFeature.of(feature));

            assertThat(report.state().id()).isEqualTo(state);
            assertThat(features.reports())
                    .contains(report)
                    .hasSize(CpuFeature.known().size());
            assertThat(report.evidence()).singleElement().asString().contains("made up");
        }
    }

    @Test
    void reportsWhatTheTestSays() {
        CpuFeature strange = CpuFeature.of("strange");
        FakeHost fake = FakeHost.kvm();
        try (Hypervisor host = fake.open()) {
            HostFeatures features = host.capability(HostFeatures.class).require();
            assertThat(features.report(strange).state()).isEqualTo(FeatureState.UNKNOWN);

            fake.withFeature(strange, FeatureState.USABLE)
                    .withFeature(FeatureReport.builder(CpuFeature.VT_X, FeatureState.DISABLED_BY_FIRMWARE)
                            .remedy("switch it on")
                            .build());

            assertThat(features.report(strange).isUsable()).isTrue();
            assertThat(features.report(CpuFeature.VT_X).remedy()).contains("switch it on");
            assertThat(features.reports()).hasSize(CpuFeature.known().size() + 1);
        }
    }
}
