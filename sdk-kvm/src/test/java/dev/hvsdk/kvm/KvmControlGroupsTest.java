/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits of CPU time that the kernel of the host keeps. */
@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
class KvmControlGroupsTest {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    @Test
    void theKernelHoldsAGuestBackAtItsLimit(GuestImages images) throws IOException {
        try (Libvirtd daemon = Libvirtd.setup().controlGroups().start();
                Hypervisor host = Kvms.open(daemon)) {
            String name = Kvms.newName("limited");
            Path console = daemon.directory().resolve(name);
            Guest guest = Kvms.started(
                    host, Kvms.linux(name, images, images.initrd(), console).build());
            ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
            assumeTrue(tuning.limits().cpuWeight().isPresent(), "not tested: no control groups can be made here");

            ResourceLimits now = tuning.apply(ResourceLimits.builder()
                            .cpuLimit(new BigDecimal("0.2"))
                            .cpuWeight(512)
                            .build())
                    .await();

            assertThat(now.cpuLimit()).contains(new BigDecimal("0.2"));
            assertThat(now.cpuWeight()).hasValue(512);
            // It boots, and wants a whole CPU for that.
            Path group = group(name);
            Eventually.holds(() -> timesHeldBack(group) > 0);
            Kvms.remove(guest);
            assertThat(group).doesNotExist();
        }
    }

    private static Path group(String guest) throws IOException {
        try (Stream<Path> all = Files.find(GROUPS, 5, (path, attributes) -> isOf(guest, path))) {
            return all.findFirst().orElseThrow();
        }
    }

    /** What version 1 counts for CPU time lies beside other controllers, whose groups have the same names. */
    private static boolean isOf(String guest, Path path) {
        String name = path.getFileName().toString();
        return name.startsWith("qemu-") && name.contains(guest) && Files.exists(path.resolve("cpu.stat"));
    }

    private static long timesHeldBack(Path group) throws IOException {
        List<String> lines = Files.readAllLines(group.resolve("cpu.stat"));
        return lines.stream()
                .filter(line -> line.startsWith("nr_throttled "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .sum();
    }
}
