/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a guest has said and nobody has read yet; who reads late misses the oldest of it. Thread-safe. */
final class ConsoleBytes extends InputStream {
    /** Bytes: some hundred screens. */
    private static final int LIMIT = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as all below: a ring. */
    private final byte[] ring = new byte[LIMIT];

    private int start;
    private int count;
    private boolean isEnded;

    /** The listener of a command must be quick: nothing waits here for a reader. */
    void add(byte[] bytes) {
        lock.lock();
        try {
            for (byte one : bytes) {
                ring[(start + count) % LIMIT] = one;
                if (count == LIMIT) {
                    start = (start + 1) % LIMIT;
                } else {
                    count++;
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end() {
        lock.lock();
        try {
            isEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws InterruptedIOException {
        lock.lock();
        try {
            while (count == 0 && !isEnded && length > 0) {
                changed.await();
            }
            return count == 0 && length > 0 ? -1 : take(target, offset, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while the console was read");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] target, int offset, int length) {
        int taken = Math.min(count, length);
        for (int i = 0; i < taken; i++) {
            target[offset + i] = ring[(start + i) % LIMIT];
        }
        start = (start + taken) % LIMIT;
        count -= taken;
        return taken;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }
}
