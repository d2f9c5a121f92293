/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where those who read and write a console meet the thread that has its stream. Thread-safe. */
final class ConsoleExchange {
    private static final int ROOM = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** Guarded by {@link #lock}, as all below. */
    private final ByteQueue arrived = new ByteQueue(ROOM);

    private byte @Nullable [] pending;
    private int sent;
    private boolean isAwake;
    private boolean isOver;
    private @Nullable String failure;

    /** For a reader: what has arrived; waits for it. */
    int read(byte[] target, int offset, int most) throws IOException {
        lock.lock();
        try {
            while (arrived.isEmpty() && !isOver) {
                await();
            }
            if (arrived.isEmpty()) {
                return end();
            }
            int count = arrived.take(target, offset, most);
            wake();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private int end() throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        return -1;
    }

    /** For a reader: how much there is without waiting. */
    int available() {
        lock.lock();
        try {
            return ROOM - arrived.room();
        } finally {
            lock.unlock();
        }
    }

    /** For a writer: returns when the host has taken all of it. */
    void write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            while (pending != null && !isOver) {
                await();
            }
            if (!isOver) {
                pending = bytes;
                sent = 0;
                wake();
            }
            while (isPending(bytes) && !isOver) {
                await();
            }
            if (isOver) {
                throw new IOException(failure == null ? "the console is closed" : failure);
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ReferenceEquality") // of one and the same write
    private boolean isPending(byte[] bytes) {
        return pending == bytes;
    }

    @SuppressWarnings("WaitNotInLoop") // who calls it looks again, in a loop
    private void await() throws InterruptedIOException {
        try {
            moved.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** Has the thread of the stream look again. */
    void wake() {
        lock.lock();
        try {
            isAwake = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends both directions; the first end counts. */
    void end(@Nullable String why) {
        lock.lock();
        try {
            failure = isOver ? failure : why;
            isOver = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** For the thread of the stream: whether both directions have ended. */
    boolean isOver() {
        lock.lock();
        try {
            return isOver;
        } finally {
            lock.unlock();
        }
    }

    /** For the thread of the stream: waits until it is woken, unless it was since it last waited; false if nobody did in time. */
    boolean sleep(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (!isAwake && !isOver && left > 0) {
                left = moved.awaitNanos(left);
            }
            boolean wasWoken = isAwake || isOver;
            isAwake = false;
            return wasWoken;
        } catch (InterruptedException e) {
            // The thread is the session's own, which nobody interrupts.
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** For the thread of the stream: how much may arrive. */
    int room() {
        lock.lock();
        try {
            return arrived.room();
        } finally {
            lock.unlock();
        }
    }

    /** For the thread of the stream: this has arrived. */
    void arrive(byte[] bytes) {
        lock.lock();
        try {
            arrived.add(bytes);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends some of what is written. */
    interface Sender {
        int send(byte[] bytes, int from);
    }

    /** For the thread of the stream: has some of what is to be written sent; whether any was. */
    boolean send(Sender sender) {
        byte @Nullable [] bytes;
        int from;
        lock.lock();
        try {
            bytes = pending;
            from = sent;
        } finally {
            lock.unlock();
        }
        return bytes != null && sent(sender.send(bytes, from), bytes.length);
    }

    private boolean sent(int count, int length) {
        lock.lock();
        try {
            sent += count;
            if (sent == length) {
                pending = null;
                moved.signalAll();
            }
            return count > 0;
        } finally {
            lock.unlock();
        }
    }

    /** For the thread of the stream: whether something is to be sent. */
    boolean isWriting() {
        lock.lock();
        try {
            return pending != null;
        } finally {
            lock.unlock();
        }
    }
}
