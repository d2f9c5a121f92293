/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsCommandTest {
    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void writeProcesses() throws IOException {
        Path proc = directory.resolve("proc/42");
        Files.createDirectories(proc);
        Files.writeString(
                proc.resolve("cmdline"),
                "/usr/bin/qemu-system-x86_64\0-name\0guest=web,x=y\0-accel\0kvm\0-pidfile\0/run/libvirt/qemu/web.pid\0");
        Files.writeString(proc.resolve("status"), "State:\tS (sleeping)\nUid:\t0\t0\t0\t0\nVmRSS:\t 2048 kB\n");
    }

    @Test
    void listsWhatRuns() {
        Run run = Run.hv("workloads", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).anyMatch(line -> line.matches("42 +kvm +web +running +2 MiB RSS +0 +libvirt"));
    }

    @Test
    void listsItForPrograms() throws IOException {
        Run run = Run.hv("workloads", "--root", directory.toString(), "--format", "json");

        JsonContract.validate("workloads", run.out());
        JsonNode workload = JsonContract.parse(run.out()).at("/workloads/0");
        assertThat(workload.get("name").asText()).isEqualTo("web");
        assertThat(workload.get("manager").asText()).isEqualTo("libvirt");
        assertThat(workload.get("memoryBytes").asLong()).isEqualTo(2 << 20);
        assertThat(workload.get("measure").asText()).isEqualTo("rss");
    }

    @Test
    void saysThatACaptureHasNone() throws IOException {
        Files.delete(directory.resolve("proc/42/cmdline"));
        Files.delete(directory.resolve("proc/42/status"));
        Files.delete(directory.resolve("proc/42"));

        Run run = Run.hv("workloads", "--root", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Nothing that is virtualization runs", "a capture holds no processes");
    }
}
