/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import com.sun.jna.Callback;
import dev.hvsdk.libvirt.internal.natives.Callbacks;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.TypedParams;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirNetwork;
import dev.hvsdk.libvirt.internal.natives.VirNodeDevice;
import dev.hvsdk.libvirt.internal.natives.VirStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions that libvirt calls for its events: one for each event, in static fields for as long as the process lives, since
 * libvirt keeps their addresses.
 *
 * <p>A number that libvirt hands back tells whose event it is and which. The functions only copy: they run on the thread of the
 * event loop, or within somebody's call, where no call of libvirt may be made that asks the host. Thread-safe.
 */
final class SignalCallbacks {
    private static final System.Logger LOG = System.getLogger(SignalCallbacks.class.getName());
    private static final int UUID_LENGTH = 37;

    private static final AtomicLong TOKENS = new AtomicLong();
    private static final Map<Long, Receiver> RECEIVERS = new ConcurrentHashMap<>();

    /** By its number in {@code virDomainEventID}; where there are two of one event, the younger one with more in it. */
    static final Map<Integer, Callback> DOMAIN = new LinkedHashMap<>();

    static final Callback NETWORK = lifecycle();
    static final Callback POOL = lifecycle();
    static final Callback NODE_DEVICE = lifecycle();

    static {
        DOMAIN.put(0, lifecycle());
        DOMAIN.put(1, plain());
        DOMAIN.put(2, oneLong());
        DOMAIN.put(3, oneInt());
        DOMAIN.put(5, graphics());
        DOMAIN.put(6, ioError());
        DOMAIN.put(7, plain());
        DOMAIN.put(9, diskChange());
        DOMAIN.put(10, textAndInt());
        DOMAIN.put(11, oneInt());
        DOMAIN.put(12, oneInt());
        DOMAIN.put(13, oneLong());
        DOMAIN.put(14, oneInt());
        DOMAIN.put(15, oneText());
        DOMAIN.put(16, blockJob());
        DOMAIN.put(17, params());
        DOMAIN.put(18, lifecycle());
        DOMAIN.put(19, oneText());
        DOMAIN.put(20, oneInt());
        DOMAIN.put(21, params());
        DOMAIN.put(22, oneText());
        DOMAIN.put(23, metadata());
        DOMAIN.put(24, threshold());
        DOMAIN.put(25, memoryFailure());
        DOMAIN.put(26, memoryDevice());
    }

    private SignalCallbacks() {}

    /** Whose event it is, and which. */
    private record Receiver(Signal.Kind kind, int event, Consumer<Signal> sink) {}

    /** A number for libvirt to hand back. */
    static long token(Signal.Kind kind, int event, Consumer<Signal> sink) {
        long token = TOKENS.incrementAndGet();
        RECEIVERS.put(token, new Receiver(kind, event, sink));
        return token;
    }

    static void forget(long token) {
        RECEIVERS.remove(token);
    }

    private static Callback plain() {
        return (Callbacks.Plain) (connection, object, token) -> signal(token, object, List.of());
    }

    private static Callback oneInt() {
        return (Callbacks.OneInt) (connection, object, number, token) -> signal(token, object, List.of((long) number));
    }

    private static Callback lifecycle() {
        return (Callbacks.TwoInts) (connection, object, first, second, token) ->
                signal(token, object, List.of((long) first, (long) second));
    }

    private static Callback oneLong() {
        return (Callbacks.OneLong) (connection, object, number, token) -> signal(token, object, List.of(number));
    }

    private static Callback oneText() {
        return (Callbacks.OneText) (connection, object, text, token) -> signal(token, object, List.of(), text);
    }

    private static Callback textAndInt() {
        return (Callbacks.TextAndInt)
                (connection, object, text, number, token) -> signal(token, object, List.of((long) number), text);
    }

    private static Callback metadata() {
        return (Callbacks.IntAndText)
                (connection, object, number, text, token) -> signal(token, object, List.of((long) number), text);
    }

    private static Callback blockJob() {
        return (Callbacks.TextAndTwoInts) (connection, object, text, first, second, token) ->
                signal(token, object, List.of((long) first, (long) second), text);
    }

    private static Callback ioError() {
        return (Callbacks.IoError) (connection, object, source, alias, action, reason, token) ->
                signal(token, object, List.of((long) action), source, alias, reason);
    }

    private static Callback diskChange() {
        return (Callbacks.ThreeTextsAndInt) (connection, object, from, to, alias, reason, token) ->
                signal(token, object, List.of((long) reason), from, to, alias);
    }

    private static Callback threshold() {
        return (Callbacks.TwoTextsAndTwoLongs) (connection, object, device, path, threshold, excess, token) ->
                signal(token, object, List.of(threshold, excess), device, path);
    }

    private static Callback memoryFailure() {
        return (Callbacks.ThreeInts) (connection, object, recipient, action, flags, token) ->
                signal(token, object, List.of((long) recipient, (long) action, (long) flags));
    }

    private static Callback memoryDevice() {
        return (Callbacks.TextAndLong)
                (connection, object, alias, size, token) -> signal(token, object, List.of(size), alias);
    }

    private static Callback graphics() {
        return (Callbacks.Graphics) (connection, object, phase, local, remote, scheme, subject, token) ->
                signal(token, object, List.of((long) phase), scheme);
    }

    private static Callback params() {
        return (Callbacks.Params) (connection, object, params, count, token) ->
                copy(token, object, List.of(), TypedParams.read(params, count).asMap());
    }

    private static void signal(long token, long object, List<Long> numbers, long... texts) {
        copy(token, object, numbers, Map.of(), texts);
    }

    /** Nothing may be thrown through native frames. */
    private static void copy(long token, long object, List<Long> numbers, Map<String, Object> params, long... texts) {
        @Nullable Receiver receiver = RECEIVERS.get(token);
        if (receiver == null) {
            return;
        }
        try {
            receiver.sink()
                    .accept(new Signal(
                            receiver.kind(),
                            receiver.event(),
                            id(receiver.kind(), object),
                            name(receiver.kind(), object),
                            Instant.now(),
                            numbers,
                            texts(texts),
                            params));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "an event of libvirt was lost", e);
        }
    }

    private static List<String> texts(long... addresses) {
        List<String> texts = new ArrayList<>(addresses.length);
        for (long address : addresses) {
            texts.add(address == 0 ? "" : Mem.text(address));
        }
        return texts;
    }

    private static String name(Signal.Kind kind, long object) {
        return Mem.text(
                switch (kind) {
                    case DOMAIN -> VirDomain.virDomainGetName(object);
                    case NETWORK -> VirNetwork.virNetworkGetName(object);
                    case POOL -> VirStorage.virStoragePoolGetName(object);
                    case NODE_DEVICE -> VirNodeDevice.virNodeDeviceGetName(object);
                });
    }

    private static String id(Signal.Kind kind, long object) {
        return switch (kind) {
            case DOMAIN -> uuid(buffer -> VirDomain.virDomainGetUUIDString(object, buffer));
            case NETWORK -> uuid(buffer -> VirNetwork.virNetworkGetUUIDString(object, buffer));
            case POOL -> uuid(buffer -> VirStorage.virStoragePoolGetUUIDString(object, buffer));
            case NODE_DEVICE -> name(kind, object);
        };
    }

    private static String uuid(LongFunction<Integer> function) {
        try (Scope scope = new Scope()) {
            long buffer = scope.allocate(UUID_LENGTH);
            function.apply(buffer);
            return Mem.text(buffer);
        }
    }
}
