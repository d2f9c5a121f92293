/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandRunner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The kernel of the machine that this process runs on. Thread-safe. */
public final class LiveKernel implements Kernel {
    /** A probe of a driver that waits for firmware takes up to a minute (drivers/base/firmware_loader). */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration MODULE_PATIENCE = Duration.ofSeconds(60);

    /** A thread of its own: a write to sysfs can hang in the kernel, where no interrupt reaches it. */
    @Override
    public void write(String path, String value) throws IOException {
        FutureTask<Void> writing = new FutureTask<>(() -> {
            writeNow(Path.of(path), value);
            return null;
        });
        Thread thread = new Thread(writing, "hvsdk-passthrough");
        thread.setDaemon(true);
        thread.start();
        await(writing, path);
    }

    private static void await(FutureTask<Void> writing, String path) throws IOException {
        try {
            writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new HangingWriteException(path, PATIENCE, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while the kernel had " + path).initCause(e);
        }
    }

    /** Neither makes nor truncates: what is not there must not come to be. */
    private static void writeNow(Path file, String value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void load(String module) throws IOException {
        try {
            CommandRunner.local().run(Command.of("modprobe", module).timeout(MODULE_PATIENCE));
        } catch (HypervisorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
