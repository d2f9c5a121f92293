/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The library of LXC, without that which would fork this process.
 *
 * <p>A container is a struct of function pointers; the first 64 of them are the same from 2.0 to 7.0 (lxccontainer.h of these
 * versions). The library's own locks are of the process and not of a thread, so each container has one here. Thread-safe.
 */
final class Library implements Driver {
    private static final int OLDEST = 2;
    private static final int BYTE = 0xff;
    private static final int ITEM_LIMIT = 64 * 1024;

    private static final int IS_DEFINED = 80;
    private static final int STATE = 88;
    private static final int FREEZE = 104;
    private static final int UNFREEZE = 112;
    private static final int INIT_PID = 120;
    private static final int STOP = 152;
    private static final int ITEM = 312;
    private static final int SET_ITEM = 320;

    private static final Map<String, Object> UTF_8 = Map.of(com.sun.jna.Library.OPTION_STRING_ENCODING, "UTF-8");

    /** By path and name; for all connections of this process. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final NativeLibrary lxc;
    private final Path directory;

    private Library(NativeLibrary lxc, Path directory) {
        this.lxc = lxc;
        this.directory = directory;
    }

    /** The library on this directory; empty if there is none, one that is too old, or native code is not allowed. */
    static Optional<Library> find(Path directory) {
        try {
            Library library = new Library(NativeLibrary.getInstance("liblxc.so.1", UTF_8), directory);
            return isKnown(library.version()) ? Optional.of(library) : Optional.empty();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** Whether the struct of this version has the places of its functions that are known here. */
    static boolean isKnown(String version) {
        String major = version.split("[^0-9]", 2)[0];
        return !major.isEmpty() && major.length() < 4 && Integer.parseInt(major) >= OLDEST;
    }

    String version() {
        return lxc.getFunction("lxc_get_version").invokeString(new Object[0], false);
    }

    @Override
    public List<String> names() {
        PointerByReference names = new PointerByReference();
        Object[] arguments = {directory.toString(), names, Pointer.NULL};
        int count = lxc.getFunction("list_all_containers").invokeInt(arguments);
        if (count < 0) {
            throw new IllegalStateException("the library of LXC cannot list " + directory);
        }
        return count == 0 ? List.of() : taken(names.getValue(), count);
    }

    private static List<String> taken(Pointer array, int count) {
        List<String> names = new ArrayList<>();
        for (Pointer name : array.getPointerArray(0, count)) {
            names.add(name.getString(0, StandardCharsets.UTF_8.name()));
            Native.free(Pointer.nativeValue(name));
        }
        Native.free(Pointer.nativeValue(array));
        return names.stream().sorted().toList();
    }

    @Override
    public Optional<String> state(String name) {
        return with(name, container -> {
            String state = at(container, STATE).invokeString(new Object[] {container}, false);
            return !state.equals("STOPPED") || is(container, IS_DEFINED) ? state : null;
        });
    }

    @Override
    public Optional<Long> processId(String name) {
        return with(name, container -> {
            long id = at(container, INIT_PID).invokeInt(new Object[] {container});
            return id > 0 ? id : null;
        });
    }

    @Override
    public boolean freeze(String name) {
        return with(name, container -> is(container, FREEZE)).orElse(false);
    }

    @Override
    public boolean unfreeze(String name) {
        return with(name, container -> is(container, UNFREEZE)).orElse(false);
    }

    @Override
    public boolean stop(String name) {
        return with(name, container -> is(container, STOP)).orElse(false);
    }

    @Override
    public Optional<String> item(String name, String key) {
        return with(name, container -> {
            try (Memory text = new Memory(ITEM_LIMIT)) {
                Object[] arguments = {container, key, text, ITEM_LIMIT};
                int length = at(container, ITEM).invokeInt(arguments);
                return length < 0 ? null : text(text, Math.min(length, ITEM_LIMIT));
            }
        });
    }

    private static String text(Memory memory, int length) {
        String text = new String(memory.getByteArray(0, length), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    @Override
    public boolean setItem(String name, String key, String value) {
        return with(name, container -> isTrue(at(container, SET_ITEM), container, key, value))
                .orElse(false);
    }

    private static boolean is(Pointer container, int function) {
        return isTrue(at(container, function), container);
    }

    /** A bool of C is one byte; what else is in the register is left from before. */
    private static boolean isTrue(Function function, Object... arguments) {
        return (function.invokeInt(arguments) & BYTE) != 0;
    }

    private static Function at(Pointer container, int offset) {
        return Function.getFunction(container.getPointer(offset), Function.C_CONVENTION, "UTF-8");
    }

    private <T> Optional<T> with(String name, Work<T> work) {
        ReentrantLock lock = LOCKS.computeIfAbsent(directory.resolve(name), any -> new ReentrantLock());
        lock.lock();
        try {
            return opened(name, work);
        } finally {
            lock.unlock();
        }
    }

    private <T> Optional<T> opened(String name, Work<T> work) {
        Pointer container =
                lxc.getFunction("lxc_container_new").invokePointer(new Object[] {name, directory.toString()});
        if (container == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(work.on(container));
        } finally {
            lxc.getFunction("lxc_container_put").invokeInt(new Object[] {container});
        }
    }

    /** What is done with a container while it is open. */
    private interface Work<T> {
        @Nullable
        T on(Pointer container);
    }
}
