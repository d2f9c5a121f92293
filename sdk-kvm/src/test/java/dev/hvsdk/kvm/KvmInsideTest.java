/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a guest with an operating system does, and what it sees of what is done to it: each side is asked. */
@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmInsideTest {
    private static final int MOST_CPUS = 3;
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(128);

    private Libvirtd daemon;
    private Hypervisor host;
    private String network;
    private Guest guest;
    private GuestExec exec;

    @BeforeAll
    void start(Libvirtd shared, GuestImages images) {
        daemon = shared;
        host = Kvms.open(shared);
        network = host.capability(Networks.class)
                .require()
                .create(NetworkSpec.builder(Kvms.newName("inside"))
                        .mode("isolated")
                        .build())
                .await()
                .name();
        guest = host.define(Kvms.linux(Kvms.newName("inside"), images, images.agentInitrd(), console())
                        .memory(MEMORY)
                        .disk(DiskSpec.builder(daemon.directory()
                                        .resolve(Kvms.newName("inside-disk"))
                                        .toString())
                                .size(MemorySize.ofMebibytes(16))
                                .build())
                        .nic(NicSpec.builder(network).build())
                        .build())
                .await();
        // The most that a stopped guest ever had is what it may have while it runs.
        apply(ResourceLimits.builder().vcpus(MOST_CPUS).build());
        apply(ResourceLimits.builder().vcpus(1).build());
        guest.start().await();
        exec = guest.capability(GuestExec.class).require();
        Eventually.holds(this::answers);
    }

    private Path console() {
        return daemon.directory().resolve(Kvms.newName("inside-console"));
    }

    private boolean answers() {
        try {
            return guest.capability(GuestAgent.class).require().hostname().isPresent();
        } catch (HypervisorException.TimedOut e) {
            return false;
        }
    }

    @AfterAll
    void stop() {
        Kvms.remove(guest);
        host.capability(Networks.class).require().delete(network).await();
        host.close();
    }

    private ResourceLimits apply(ResourceLimits limits) {
        return guest.capability(ResourceTuning.class).require().apply(limits).await();
    }

    private GuestStatistics read() {
        return guest.capability(Statistics.class).require().read();
    }

    private DiskCounters disk() {
        return read().disks().get(0);
    }

    private String sh(String script) {
        return exec.run(ExecSpec.of("sh", "-c", script))
                .await(Duration.ofSeconds(60))
                .outputText()
                .strip();
    }

    private long number(String script) {
        return Long.parseLong(sh(script));
    }

    @Test
    void countsWhatTheGuestReadsFromItsDiskAndWritesToIt() {
        DiskCounters before = disk();

        sh(
                "dd if=/dev/zero of=/dev/vda bs=64k count=32 conv=fsync; dd if=/dev/vda of=/dev/null bs=64k skip=64 count=16");

        DiskCounters after = disk();
        assertThat(after.written().toBytes() - before.written().toBytes()).isEqualTo(32 * 65_536);
        assertThat(after.read().toBytes() - before.read().toBytes()).isGreaterThanOrEqualTo(16 * 65_536);
    }

    @Test
    void countsWhatTheGuestSends() {
        NicCounters before = read().nics().get(0);

        sh("ifconfig eth0 10.255.255.2 netmask 255.255.255.0; ping -c 3 -W 1 10.255.255.3");

        NicCounters after = read().nics().get(0);
        assertThat(after.sent().compareTo(before.sent()))
                .as("%s, before %s", after, before)
                .isPositive();
    }

    @Test
    void countsTheTimeThatTheGuestComputes() {
        Duration before = read().cpuTime().orElseThrow();

        sh("i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done");

        assertThat(read().cpuTime().orElseThrow()).isGreaterThan(before);
    }

    @Test
    void theBalloonTakesMemoryFromTheGuestAndGivesItBack() {
        String total = "awk '/^MemTotal/ { print $2 }' /proc/meminfo";
        long before = number(total);
        MemorySize less = MemorySize.ofMebibytes(104);

        apply(ResourceLimits.builder().memory(less).build());

        long gone = MEMORY.toKibibytes() - less.toKibibytes();
        Eventually.holds(() -> number(total) == before - gone);
        Eventually.holds(() -> read().memoryAssigned().filter(less::equals).isPresent());
        apply(ResourceLimits.builder().memory(MEMORY).build());
        Eventually.holds(() -> number(total) == before);
        Eventually.holds(() -> read().memoryAssigned().filter(MEMORY::equals).isPresent());
    }

    @Test
    void theGuestTellsWhatItUses() {
        Eventually.holds(() -> read().memoryUsed().isPresent());

        assertThat(read().memoryUsed().orElseThrow()).isBetween(MemorySize.ofMebibytes(8), MEMORY);
    }

    @Test
    void aGuestThatRunsIsGivenCpusAndSeesThem() {
        String present = "ls -d /sys/devices/system/cpu/cpu[0-9]* | wc -l";
        assertThat(number(present)).isEqualTo(1);

        ResourceLimits now = apply(ResourceLimits.builder().vcpus(MOST_CPUS).build());

        assertThat(now.vcpus()).hasValue(MOST_CPUS);
        assertThat(guest.info().vcpus()).hasValue(MOST_CPUS);
        Eventually.holds(() -> number(present) == MOST_CPUS);
        sh("for cpu in /sys/devices/system/cpu/cpu[1-9]*/online; do echo 1 >$cpu; done");
        assertThat(sh("cat /sys/devices/system/cpu/online")).isEqualTo("0-" + (MOST_CPUS - 1));
    }
}
