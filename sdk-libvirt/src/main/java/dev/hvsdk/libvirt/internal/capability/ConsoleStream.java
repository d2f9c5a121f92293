/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.natives.Callbacks;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream of libvirt that does not block; the loop of events says when there is something to do.
 *
 * <p>Not thread-safe: of one thread at a time, which is a platform thread; only the loop of events comes in between.
 */
final class ConsoleStream {
    /** What one message of libvirt's holds is more; a console is slow. */
    static final int BLOCK = 16 * 1024;

    /** {@code virStreamEventType}. */
    private static final int READABLE = 1;

    private static final int WRITABLE = 2;
    private static final int TROUBLE = 4 | 8;

    /** Nothing now, says libvirt. */
    private static final int NOT_NOW = -2;

    private static final AtomicLong TOKENS = new AtomicLong();
    private static final Map<Long, ConsoleStream> WATCHED = new ConcurrentHashMap<>();

    /** In a static field, because libvirt may call it at any time. */
    private static final Callbacks.StreamReady READY = (stream, events, token) -> {
        @Nullable ConsoleStream watched = WATCHED.get(token);
        if (watched != null) {
            watched.isReady();
        }
    };

    private final long token = TOKENS.incrementAndGet();
    private final long connection;
    private final long handle;
    private final Runnable release;
    private final Scope scope = new Scope();
    private final long memory = scope.allocate(BLOCK);

    /** Held while what libvirt is asked to tell is changed, so that nobody does so to a stream that was freed. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Runnable listener = () -> {};

    /** Guarded by {@link #lock}. */
    private boolean isWatched;

    /** Takes over a stream on which a console was opened, and which keeps this connection; runs the last when it is closed. */
    ConsoleStream(long connection, long handle, Runnable release) {
        this.connection = connection;
        this.handle = handle;
        this.release = release;
    }

    /** Has this told, by the loop of events, when there is something to do; must not block. */
    void watch(Runnable ready) {
        listener = ready;
        WATCHED.put(token, this);
        lock.lock();
        try {
            Vir.check(VirStream.virStreamEventAddCallback(handle, TROUBLE, Callbacks.address(READY), token, 0));
            isWatched = true;
        } finally {
            lock.unlock();
        }
    }

    /** The loop tells again and again what nobody does anything about, so that each is told once. */
    private void isReady() {
        ask(0);
        listener.run();
    }

    /** Asks to be told, once, when it can be read or written. */
    void expect(boolean readable, boolean writable) {
        ask(TROUBLE | (readable ? READABLE : 0) | (writable ? WRITABLE : 0));
    }

    private void ask(int events) {
        lock.lock();
        try {
            if (isWatched) {
                VirStream.virStreamEventUpdateCallback(handle, events);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What has arrived, at most so much; nothing if nothing has, and null at the end.
     *
     * @throws dev.hvsdk.libvirt.internal.natives.VirException if the stream broke
     */
    byte @Nullable [] receive(int most) {
        int length = VirStream.virStreamRecv(handle, memory, Math.min(most, BLOCK));
        if (length == NOT_NOW) {
            return new byte[0];
        }
        return Vir.check(length) == 0 ? null : Mem.bytes(memory, length);
    }

    /**
     * Sends some of it, and gives how much.
     *
     * @throws dev.hvsdk.libvirt.internal.natives.VirException if the stream broke
     */
    int send(byte[] bytes, int from) {
        int length = Math.min(bytes.length - from, BLOCK);
        Mem.setBytes(memory, Arrays.copyOfRange(bytes, from, from + length));
        int sent = VirStream.virStreamSend(handle, memory, length);
        return sent == NOT_NOW ? 0 : Vir.check(sent);
    }

    /** Whether the stream broke because the host is gone, and not because the guest is. */
    boolean isHostGone() {
        return VirConnect.virConnectIsAlive(connection) == 0;
    }

    /** Lets go of the console; may ask the host. */
    void close() {
        lock.lock();
        try {
            WATCHED.remove(token);
            if (isWatched) {
                isWatched = false;
                VirStream.virStreamEventRemoveCallback(handle);
            }
        } finally {
            lock.unlock();
        }
        // At the end of the guest, or of the host, there is nothing that could be aborted any more.
        VirStream.virStreamAbort(handle);
        VirStream.virStreamFree(handle);
        scope.close();
        release.run();
    }

    /** Of a session for which nobody waits any longer. */
    void abandon() {
        Thread thread = new Thread(this::close, "libvirt-console-close");
        thread.setDaemon(true);
        thread.start();
    }
}
