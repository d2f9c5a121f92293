/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.HugePagePool;
import dev.hvsdk.api.machine.MemoryInfo;
import dev.hvsdk.api.machine.SamePageMerging;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.RecordedFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryReaderTest {
    @TempDir
    Path tree;

    private void write(String path, String content) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private MemoryInfo read() {
        return MemoryReader.read(HostRoot.of(tree, RecordedFacts.none()));
    }

    @Test
    void readsSizes() throws IOException {
        write("proc/meminfo", "MemTotal:         983412 kB\nMemFree: 1 kB\nMemAvailable:     848484 kB\n");

        assertThat(read().total()).contains(MemorySize.ofKibibytes(983_412));
        assertThat(read().available()).contains(MemorySize.ofKibibytes(848_484));
    }

    @Test
    void readsPoolsOfHugePagesSmallestFirst() throws IOException {
        write("sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "2\n");
        write("sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages", "1\n");
        write("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "512\n");
        write("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "12\n");
        write("sys/kernel/mm/hugepages/hugepages-64kB/nr_hugepages", "rubbish\n");

        assertThat(read().hugePages())
                .containsExactly(
                        new HugePagePool(MemorySize.ofMebibytes(2), 512, 12),
                        new HugePagePool(MemorySize.ofGibibytes(1), 2, 1));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false"})
    void readsTheMergingOfPages(int run, boolean running) throws IOException {
        write("sys/kernel/mm/ksm/run", run + "\n");
        write("sys/kernel/mm/ksm/pages_shared", "1234\n");

        assertThat(read().samePageMerging()).contains(new SamePageMerging(running, 1234));
    }

    @ParameterizedTest
    @CsvSource({
        "sys/bus/virtio/drivers/virtio_balloon/virtio0/status, virtio_balloon",
        "sys/bus/vmbus/drivers/hv_balloon/1eccfd72-4b41-45ef-b73a-4a6e44c12924/id, hv_balloon",
        "sys/devices/system/xen_memory/xen_memory0/info, xen_balloon",
        "sys/module/vmw_balloon/refcnt, vmw_balloon",
    })
    void findsTheBalloonDriverAtWork(String file, String driver) throws IOException {
        write(file, "");

        assertThat(read().balloonDriver()).contains(driver);
    }

    @Test
    void doesNotTakeADriverWithoutADeviceForABalloon() throws IOException {
        write("sys/bus/virtio/drivers/virtio_balloon/bind", "");
        write("sys/bus/virtio/drivers/virtio_balloon/uevent", "");

        assertThat(read().balloonDriver()).isEmpty();
    }

    @Test
    void knowsNothingOfAnEmptyTree() {
        assertThat(read().total()).isEmpty();
        assertThat(read().available()).isEmpty();
        assertThat(read().hugePages()).isEmpty();
        assertThat(read().samePageMerging()).isEmpty();
        assertThat(read().balloonDriver()).isEmpty();
    }
}
