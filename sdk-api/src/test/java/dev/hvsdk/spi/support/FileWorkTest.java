/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("a test").operation("copy");

    @TempDir
    private Path directory;

    @Test
    void hasTheErrorsOfTheApi() throws IOException {
        Path there = Files.createFile(directory.resolve("there"));
        Path absent = directory.resolve("absent");

        assertThat(new FileWork(there, ERRORS).attempt(() -> Files.size(there))).isZero();
        assertThatThrownBy(() -> new FileWork(there, ERRORS).attempt(() -> Files.createFile(there)))
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining(there + " is there already");
        assertThatThrownBy(() -> new FileWork(absent, ERRORS).attempt(() -> Files.size(absent)))
                .isInstanceOf(HypervisorException.NotFound.class)
                .hasMessageContaining("there is no " + absent);
        assertThatThrownBy(() -> new FileWork(there, ERRORS).attempt(() -> {
                    throw new AccessDeniedException(there.toString());
                }))
                .isInstanceOf(HypervisorException.PermissionDenied.class);
        assertThatThrownBy(() -> new FileWork(there, ERRORS).attempt(() -> {
                    throw new NotDirectoryException(there.toString());
                }))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("is no directory");
    }

    @Test
    void saysWhatTheJdkLeavesOut() {
        assertThat(FileWork.why(new AccessDeniedException("/root/x"))).isEqualTo("no permission for /root/x");
        assertThat(FileWork.why(new NotDirectoryException("/etc/passwd"))).isEqualTo("/etc/passwd is no directory");
        assertThat(FileWork.why(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("/x: No space left on device");
        assertThat(FileWork.why(new IOException("Input/output error"))).isEqualTo("Input/output error");
    }
}
