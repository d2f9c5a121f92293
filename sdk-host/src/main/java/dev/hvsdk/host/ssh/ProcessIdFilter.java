/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes out of an output the line in which the remote shell said its process id, before it became the command.
 *
 * <p>Written by one thread, that of the connection; the id may be read by any.
 */
final class ProcessIdFilter extends OutputStream {
    /** What the line begins with; shells say things of their own before it. */
    static final String MARK = "hvsdk.pid=";

    private static final int LONGEST_LINE = 1 << 12;

    private final OutputStream rest;
    private final StringBuilder line = new StringBuilder();
    private final CountDownLatch said = new CountDownLatch(1);
    private volatile long pid;
    private boolean passing;

    ProcessIdFilter(OutputStream rest) {
        this.rest = rest;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        while (!passing && from < offset + length) {
            take(bytes[from++]);
        }
        rest.write(bytes, from, offset + length - from);
    }

    private void take(byte next) throws IOException {
        line.append((char) (next & 0xff));
        if (next == '\n' || line.length() >= LONGEST_LINE) {
            finishLine();
        }
    }

    private void finishLine() throws IOException {
        String text = line.toString();
        line.setLength(0);
        if (text.matches(MARK + "[0-9]{1,18}\n")) {
            pid = Long.parseLong(text.substring(MARK.length(), text.length() - 1));
            said.countDown();
            passing = true;
        } else {
            rest.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The process id, for which it waits: a shell that is slow to start may not have said it when its time is over. */
    OptionalLong await(Duration patience) throws InterruptedException {
        return said.await(patience.toNanos(), TimeUnit.NANOSECONDS) ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    /** Passes on what is no whole line, at the end. */
    @Override
    public void close() throws IOException {
        rest.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
        line.setLength(0);
    }
}
