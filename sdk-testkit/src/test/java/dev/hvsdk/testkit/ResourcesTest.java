/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.unit.MemorySize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, commands, storage and networks of fake hosts. */
class ResourcesTest {
    private static Guest guest(Hypervisor host, String name) {
        return host.findGuest(name).orElseThrow();
    }

    private static ResourceTuning tuning(Hypervisor host) {
        return guest(host, "web").capability(ResourceTuning.class).require();
    }

    private static ResourceLimits limits(UnaryOperator<ResourceLimits.Builder> parts) {
        return parts.apply(ResourceLimits.builder()).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void aStoppedMachineTakesAnyLimit(Family family) {
        try (Hypervisor host =
                FakeHost.of(family).withGuest("web", GuestState.STOPPED).open()) {
            ResourceLimits limits = tuning(host)
                    .apply(limits(wanted -> wanted.vcpus(4)
                            .memory(MemorySize.ofGibibytes(8))
                            .cpuWeight(2000)
                            .cpuLimit(new BigDecimal("1.5"))))
                    .await();

            assertThat(limits.vcpus()).hasValue(4);
            assertThat(limits.cpuWeight()).hasValue(2000);
            assertThat(tuning(host).limits().cpuLimit()).contains(new BigDecimal("1.5"));
            GuestInfo info = guest(host, "web").info();
            assertThat(info.vcpus()).hasValue(4);
            assertThat(info.memory()).contains(MemorySize.ofGibibytes(8));
            assertThat(info.maxMemory()).contains(MemorySize.ofGibibytes(8));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void aRunningMachineTakesWhatItsHostCanMove(Family family) {
        FakeHost fake = FakeHost.of(family).withGuest("web", GuestState.RUNNING);
        ResourceLimits lessMemory = limits(wanted -> wanted.memory(MemorySize.ofMebibytes(512)));
        List<ResourceLimits> refused =
                List.of(limits(wanted -> wanted.vcpus(2)), limits(wanted -> wanted.memory(MemorySize.ofGibibytes(2))));
        try (Hypervisor host = fake.open()) {
            ResourceTuning tuning = tuning(host);
            assertThat(refused)
                    .allSatisfy(limits -> assertThatThrownBy(
                                    () -> tuning.apply(limits).await())
                            .isInstanceOf(HypervisorException.WrongState.class));
            if (family == Family.VSPHERE) {
                assertThatThrownBy(() -> tuning.apply(lessMemory).await())
                        .isInstanceOf(HypervisorException.WrongState.class);
            } else {
                tuning.apply(lessMemory).await();
                assertThat(guest(host, "web").info().memory()).contains(MemorySize.ofMebibytes(512));
                assertThat(guest(host, "web").info().maxMemory()).contains(MemorySize.ofGibibytes(1));
            }
        }
    }

    @Test
    void aContainerTakesLimitsWhileItRunsAndItsCpuTimeNeverFalls() {
        GuestSpec spec = GuestSpec.builder("web")
                .boot(BootSource.image("nginx:1.29", List.of()))
                .build();
        FakeHost fake = FakeHost.containers().withGuest(spec, GuestState.RUNNING);
        Random random = new Random(7);
        try (Hypervisor host = fake.open()) {
            assertThat(tuning(host).limits().cpuLimit()).isEmpty();
            Duration before = Duration.ZERO;
            for (int step = 0; step < 100; step++) {
                BigDecimal cpus = BigDecimal.valueOf(1 + random.nextInt(40), 1);
                tuning(host)
                        .apply(limits(wanted -> wanted.cpuLimit(cpus).maxProcesses(64)))
                        .await();
                Duration now = guest(host, "web").info().cpuTime().orElseThrow();
                assertThat(now).isGreaterThanOrEqualTo(before);
                fake.clock().advance(Duration.ofMillis(random.nextInt(5000)));
                before = guest(host, "web").info().cpuTime().orElseThrow();
                assertThat(tuning(host).limits().cpuLimit()).contains(cpus);
                assertThat(guest(host, "web").info().vcpus().orElseThrow())
                        .isEqualTo((int) Math.ceil(cpus.doubleValue()));
            }
            assertThat(tuning(host).limits().maxProcesses()).hasValue(64);
        }
    }

    @Test
    void refusesLimitsThatThereAreNotOrThatMakeNoSense() {
        try (Hypervisor kvm =
                        FakeHost.kvm().withGuest("web", GuestState.STOPPED).open();
                Hypervisor docker = FakeHost.containers()
                        .withGuest("web", GuestState.STOPPED)
                        .open()) {
            assertThatThrownBy(() -> tuning(kvm)
                            .apply(limits(wanted -> wanted.maxProcesses(9)))
                            .await())
                    .isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> tuning(docker)
                            .apply(limits(wanted -> wanted.vcpus(9)))
                            .await())
                    .isInstanceOf(HypervisorException.Unsupported.class)
                    .hasMessageContaining("cpuLimit");
            List<ResourceLimits> nonsense = List.of(
                    limits(wanted -> wanted.vcpus(0)),
                    limits(wanted -> wanted.cpuWeight(0)),
                    limits(wanted -> wanted.maxProcesses(-1)),
                    limits(wanted -> wanted.memory(MemorySize.ZERO)),
                    limits(wanted -> wanted.cpuLimit(BigDecimal.ZERO)));
            assertThat(nonsense)
                    .allSatisfy(limits -> assertThatThrownBy(
                                    () -> tuning(kvm).apply(limits).await())
                            .isInstanceOf(IllegalArgumentException.class));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "VSPHERE", "CONTAINERS"})
    void commandsAnswerAsTheTestSays(Family family) {
        FakeHost fake = FakeHost.of(family)
                .withGuest("web", GuestState.RUNNING)
                .answer("hostname", "web-1\n")
                .answer(
                        "cat",
                        spec -> ExecResult.of(
                                1, new byte[0], spec.command().get(1).getBytes(StandardCharsets.UTF_8), false));
        try (Hypervisor host = fake.open()) {
            Guest web = guest(host, "web");
            GuestExec exec = web.capability(GuestExec.class).require();
            assertThat(exec.run(ExecSpec.of("hostname")).await().outputText()).isEqualTo("web-1\n");
            assertThat(exec.run(ExecSpec.of("cat", "/etc/shadow")).await().errorText())
                    .isEqualTo("/etc/shadow");
            assertThatThrownBy(() -> exec.run(ExecSpec.of("reboot")).await())
                    .isInstanceOf(HypervisorException.NotFound.class)
                    .hasMessageContaining("FakeHost.answer");
            assertThat(exec.run(ExecSpec.of("true")).await().exitCode()).isZero();
            assertThat(exec.run(ExecSpec.of("false")).await().exitCode()).isEqualTo(1);
            web.pause().await();
            assertThatThrownBy(() -> exec.run(ExecSpec.of("hostname")).await())
                    .isInstanceOf(HypervisorException.WrongState.class);
        }
    }

    @Test
    void cutsWhatACommandWritesAtTheLimit() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.RUNNING).answer("yes", "yyyyyyyyyy");
        try (Hypervisor host = fake.open()) {
            GuestExec exec = guest(host, "web").capability(GuestExec.class).require();
            ExecResult cut = exec.run(ExecSpec.builder(List.of("yes"))
                            .outputLimit(MemorySize.ofBytes(4))
                            .build())
                    .await();
            ExecResult whole = exec.run(ExecSpec.builder(List.of("yes"))
                            .outputLimit(MemorySize.ofBytes(10))
                            .build())
                    .await();

            assertThat(cut.outputText()).isEqualTo("yyyy");
            assertThat(cut.truncated()).isTrue();
            assertThat(whole.outputText()).isEqualTo("yyyyyyyyyy");
            assertThat(whole.truncated()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN", "VSPHERE"})
    void whatIsAvailableAndWhatVolumesTakeIsTheCapacity(Family family) {
        Random random = new Random(11);
        try (Hypervisor host = FakeHost.of(family).open()) {
            StoragePools storage = host.capability(StoragePools.class).require();
            String pool = storage.list().get(0).name();
            for (int step = 0; step < 200; step++) {
                int number = random.nextInt(10);
                try {
                    if (random.nextBoolean()) {
                        storage.createVolume(
                                        pool,
                                        VolumeSpec.builder("disk" + number, MemorySize.ofGibibytes(random.nextInt(300)))
                                                .build())
                                .await();
                    } else {
                        storage.deleteVolume(pool, "disk" + number).await();
                    }
                } catch (HypervisorException.Conflict
                        | HypervisorException.NotFound
                        | HypervisorException.HostFailure e) {
                    assertThat(e.subject()).contains("volume disk" + number);
                }
                assertConsistent(storage);
            }
        }
    }

    private static void assertConsistent(StoragePools storage) {
        StoragePool pool = storage.list().get(0);
        List<StorageVolume> volumes = storage.volumes(pool.name());
        MemorySize taken = volumes.stream()
                .map(volume -> volume.allocation().orElseThrow())
                .reduce(MemorySize.ZERO, MemorySize::plus);
        assertThat(pool.available().orElseThrow().plus(taken))
                .isEqualTo(pool.capacity().orElseThrow());
        assertThat(volumes).extracting(StorageVolume::name).doesNotHaveDuplicates();
    }

    @Test
    void storageRefusesWhatItCannotKeep() {
        try (Hypervisor host = FakeHost.kvm().open()) {
            StoragePools storage = host.capability(StoragePools.class).require();
            VolumeSpec huge =
                    VolumeSpec.builder("huge", MemorySize.ofGibibytes(2048)).build();
            VolumeSpec thin = VolumeSpec.builder("thin", MemorySize.ofGibibytes(2048))
                    .format("qcow2")
                    .build();
            VolumeSpec vmdk = VolumeSpec.builder("x", MemorySize.ofGibibytes(1))
                    .format("vmdk")
                    .build();
            VolumeSpec path =
                    VolumeSpec.builder("../x", MemorySize.ofGibibytes(1)).build();

            assertThatThrownBy(() -> storage.createVolume("default", huge).await())
                    .isInstanceOf(HypervisorException.HostFailure.class)
                    .hasMessageContaining("no space left");
            assertThat(storage.createVolume("default", thin).await().path()).contains("/var/lib/libvirt/images/thin");
            assertThatThrownBy(() -> storage.createVolume("default", thin).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
            assertThatThrownBy(() -> storage.createVolume("default", vmdk).await())
                    .isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> storage.createVolume("default", path).await())
                    .isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> storage.createVolume("other", thin).await())
                    .isInstanceOf(HypervisorException.NotFound.class);
            assertThatThrownBy(() -> storage.volumes("other")).isInstanceOf(HypervisorException.NotFound.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void networksComeAndGoUnlessGuestsUseThem(Family family) {
        FakeHost fake = FakeHost.of(family);
        BootSource boot = family.hasMachines() ? BootSource.disk() : BootSource.image("nginx:1.29", List.of());
        try (Hypervisor host = fake.open()) {
            Networks networks = host.capability(Networks.class).require();
            assertThat(networks.list()).hasSize(1).allMatch(VirtualNetwork::active);
            VirtualNetwork made =
                    networks.create(NetworkSpec.builder("lab").build()).await();
            networks.create(NetworkSpec.builder("lab2").build()).await();
            assertThat(networks.list().stream().flatMap(network -> network.subnet().stream()))
                    .doesNotHaveDuplicates()
                    .hasSize(family == Family.VSPHERE ? 0 : 3);
            assertThatThrownBy(() ->
                            networks.create(NetworkSpec.builder("lab").build()).await())
                    .isInstanceOf(HypervisorException.Conflict.class);
            fake.withGuest(
                    GuestSpec.builder("web")
                            .boot(boot)
                            .nic(NicSpec.builder("lab").build())
                            .build(),
                    GuestState.STOPPED);
            assertThatThrownBy(() -> networks.delete("lab").await()).isInstanceOf(HypervisorException.Conflict.class);
            guest(host, "web").undefine().await();

            assertThat(networks.delete("lab").await()).isEqualTo(made.name());
            assertThatThrownBy(() -> networks.delete("lab").await()).isInstanceOf(HypervisorException.NotFound.class);
        }
    }

    @Test
    void networksRefuseWhatTheHostDoesNotHave() {
        try (Hypervisor kvm = FakeHost.kvm().open();
                Hypervisor esx = FakeHost.vsphere().open();
                Hypervisor docker = FakeHost.containers().open()) {
            Networks ofKvm = kvm.capability(Networks.class).require();
            NetworkSpec taken =
                    NetworkSpec.builder("a").subnet("192.168.122.0/24").build();
            assertThatThrownBy(() -> ofKvm.create(taken).await()).isInstanceOf(HypervisorException.Conflict.class);
            assertThatThrownBy(() -> ofKvm.create(
                                    NetworkSpec.builder("a").mode("overlay").build())
                            .await())
                    .isInstanceOf(HypervisorException.Unsupported.class);
            Networks ofEsx = esx.capability(Networks.class).require();
            assertThatThrownBy(() -> ofEsx.create(taken).await()).isInstanceOf(HypervisorException.Unsupported.class);
            Networks ofDocker = docker.capability(Networks.class).require();
            assertThatThrownBy(() -> ofDocker.delete("bridge").await())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
        }
    }
}
