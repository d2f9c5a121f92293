/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Bytes on their way from a guest to whoever reads its console; what was written before the end can still be read. Thread-safe. */
final class ConsolePipe extends InputStream {
    private static final int BYTE = 0xff;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as all below. */
    private ByteArrayOutputStream written = new ByteArrayOutputStream();

    private byte[] ready = new byte[0];
    private int next;
    private boolean ended;
    private @Nullable String failure;

    /** Adds to what can be read; nothing after the end. */
    void write(byte[] bytes) {
        locked(() -> {
            if (!ended) {
                written.writeBytes(bytes);
            }
        });
    }

    /** There is no more to come; a reader that waits is told. */
    void end() {
        locked(() -> ended = true);
    }

    /** There is no more to come, and the reader is told that this is wrong. */
    void fail(String why) {
        locked(() -> {
            failure = ended ? failure : why;
            ended = true;
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            return awaitBytes() ? take(target, offset, length) : -1;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitBytes() throws IOException {
        try {
            while (!fill() && !ended) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the console");
        }
        if (!fill() && failure != null) {
            throw new IOException(failure);
        }
        return fill();
    }

    /** Whether there is something to read. */
    private boolean fill() {
        if (next == ready.length) {
            ready = written.toByteArray();
            written = new ByteArrayOutputStream();
            next = 0;
        }
        return next < ready.length;
    }

    private int take(byte[] target, int offset, int length) {
        int count = Math.min(length, ready.length - next);
        System.arraycopy(ready, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return ready.length - next + written.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
