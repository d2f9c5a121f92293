/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package kvmtour;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.MigrationOptions;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.kvm.Acceleration;
import dev.hvsdk.kvm.KvmCpu;
import dev.hvsdk.kvm.KvmDefinition;
import dev.hvsdk.kvm.KvmOptions;
import dev.hvsdk.kvm.QmpMonitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The code of the guide to KVM, so that it has been compiled. */
final class KvmTour {
    private KvmTour() {}

    static void list() {
        try (Hypervisor host = Hypervisors.load().open("qemu:///system")) {
            host.guests().forEach(System.out::println);
        }
    }

    static Hypervisor withPassword(char[] password) {
        ConnectSpec spec = ConnectSpec.builder(URI.create("qemu+tcp://kvm1.example/system"))
                .credentials(host -> Optional.of(Credentials.of("operator", password)))
                .build();
        return Hypervisors.load().open(spec);
    }

    static Guest create(Hypervisor host) {
        GuestSpec spec = GuestSpec.builder("web")
                .vcpus(2)
                .memory(MemorySize.ofGibibytes(2))
                .boot(BootSource.uefiDisk())
                .disk(DiskSpec.builder("default/web.qcow2")
                        .size(MemorySize.ofGibibytes(20))
                        .build())
                .nic(NicSpec.builder("default").build())
                .build();
        System.out.println(host.capability(DefinitionPreview.class).require().preview(spec));
        Guest guest = host.define(spec).await();
        guest.start().await();
        return guest;
    }

    static GuestSpec special(GuestSpec.Builder spec) {
        return spec.with(KvmOptions.builder()
                        .acceleration(Acceleration.KVM)
                        .machine("q35")
                        .cpu(KvmCpu.named("EPYC").with("pdpe1gb").without("svm"))
                        .consoleLog("/var/log/libvirt/qemu/web-console.log")
                        .balloonPeriod(Duration.ofSeconds(10))
                        .build())
                .build();
    }

    static Guest copy(Hypervisor host, Guest guest) {
        GuestSpec spec = guest.capability(KvmDefinition.class).require().spec();
        return host.define(GuestSpec.builder("web-2")
                        .memory(spec.memory().orElseThrow())
                        .with(spec.extension(KvmOptions.class).orElseThrow())
                        .build())
                .await();
    }

    static String inside(Guest guest) {
        GuestAgent agent = guest.capability(GuestAgent.class).require();
        agent.interfaces().forEach(System.out::println);
        GuestExec exec = guest.capability(GuestExec.class).require();
        ExecResult result = exec.run(ExecSpec.builder(List.of("cat", "/etc/os-release"))
                        .outputLimit(MemorySize.ofKibibytes(64))
                        .build())
                .await(Duration.ofSeconds(10));
        return result.outputText();
    }

    static Guest migrate(Guest guest, Hypervisor destination) {
        MigrationOptions options = MigrationOptions.builder()
                .bandwidth(DataRate.ofMebibytesPerSecond(500))
                .maxDowntime(Duration.ofMillis(200))
                .stallLimit(Duration.ofMinutes(2))
                .build();
        Operation<Guest> migration =
                guest.capability(LiveMigration.class).require().migrateTo(destination, options);
        migration.onProgress(System.out::println);
        return migration.await();
    }

    static Object machine(Guest guest) {
        QmpMonitor monitor = guest.capability(QmpMonitor.class).require();
        return monitor.execute("qom-get", Map.of("path", "/machine", "property", "type"))
                .text();
    }

    static void shutDown(Guest guest) {
        try {
            guest.shutdown().await(Duration.ofMinutes(2));
        } catch (HypervisorException.TimedOut e) {
            guest.stop().await();
        }
    }
}
