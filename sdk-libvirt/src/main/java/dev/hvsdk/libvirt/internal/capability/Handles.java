/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;

/** What libvirt gives by address: used, and freed whatever happens. To be used within one native call. Thread-safe. */
final class Handles {
    private Handles() {}

    /** Uses one and frees it. */
    static <T> T use(long handle, LongFunction<T> work, LongConsumer free) {
        try {
            return work.apply(handle);
        } finally {
            free.accept(handle);
        }
    }

    /**
     * Reads all that a function lists.
     *
     * @param list gets the address for the address of the array, and gives how many there are
     * @param reader reads one; empty if it has vanished since
     */
    static <T> List<T> readAll(LongToIntFunction list, LongFunction<Optional<T>> reader, LongConsumer free) {
        try (Scope scope = new Scope()) {
            long place = scope.int64();
            int count = Vir.check(list.applyAsInt(place));
            long array = Mem.int64(place);
            try {
                return read(Mem.addresses(array, count), reader, free);
            } finally {
                Mem.free(array);
            }
        }
    }

    private static <T> List<T> read(long[] handles, LongFunction<Optional<T>> reader, LongConsumer free) {
        List<T> found = new ArrayList<>(handles.length);
        int next = 0;
        try {
            while (next < handles.length) {
                use(handles[next++], reader, free).ifPresent(found::add);
            }
        } finally {
            while (next < handles.length) {
                free.accept(handles[next++]);
            }
        }
        return found;
    }
}
