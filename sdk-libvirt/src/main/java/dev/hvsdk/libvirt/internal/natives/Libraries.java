/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.hvsdk.api.Support;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries, each looked for once, by the first use of its constant.
 *
 * <p>A class whose functions are not all there is left unregistered, so that an older libvirt costs the functions that it lacks and
 * no others; {@link #missing} names the first of them. Thread-safe.
 */
public enum Libraries {
    /** The library of libvirt itself. */
    VIRT("virt", "libvirt0"),
    /** What only its QEMU driver has. */
    QEMU("virt-qemu", "libvirt0");

    private final String name;
    private final String debianPackage;
    private final @Nullable NativeLibrary library;
    private final @Nullable String problem;

    /** By class, the function that it lacks. */
    private final Map<Class<?>, String> missing = new ConcurrentHashMap<>();

    Libraries(String name, String debianPackage) {
        this.name = name;
        this.debianPackage = debianPackage;
        NativeLibrary found = null;
        String why = null;
        try {
            found = load(name);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (LinkageError e) {
            // No such library, or JNA's own cannot be unpacked.
            why = firstLine(root(e));
        }
        library = found;
        problem = why;
    }

    /** Where JNA cannot write its temporary directory it logs a stack trace before it throws the same reason, which we report. */
    private static NativeLibrary load(String name) {
        Logger logger = Logger.getLogger("com.sun.jna.Native");
        Filter before = logger.getFilter();
        logger.setFilter(entry -> false);
        try {
            // Not the platform's encoding: under LC_ALL=C it would turn every other letter of a name into a question
            // mark.
            return NativeLibrary.getInstance(name, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        } finally {
            logger.setFilter(before);
        }
    }

    /** JNA's own classes fail to initialize where Java denies them native code, and say nothing themselves. */
    private static Throwable root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : root(cause);
    }

    private static String firstLine(Throwable e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Binds the native methods of a class to the functions of the same names, if all of them are there; never throws. */
    void register(Class<?> type) {
        if (library == null) {
            return;
        }
        Optional<String> absent = absent(type, library);
        if (absent.isPresent()) {
            missing.put(type, absent.get());
        } else {
            Native.register(type, library);
        }
    }

    private static Optional<String> absent(Class<?> type, NativeLibrary library) {
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isNative(method.getModifiers()) && !has(library, method.getName())) {
                return Optional.of(method.getName());
            }
        }
        return Optional.empty();
    }

    /**
     * Calls a function that is libvirt's own affair, so that a version may lack it, and says whether it is there. The other way, variables
     * of the environment, is not open to a process that has threads.
     */
    boolean setIfThere(String function, int value) {
        if (library == null || !has(library, function)) {
            return false;
        }
        library.getFunction(function).invokeInt(new Object[] {value});
        return true;
    }

    private static boolean has(NativeLibrary library, String function) {
        try {
            library.getFunction(function);
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** Whether the library is there and can be called by this JVM; the remedy names the package. */
    public Support<Libraries> support() {
        if (problem != null && problem.contains("native access")) {
            return Support.unavailable(
                    Support.Reason.HOST_MISCONFIGURED,
                    "this Java denies native code: " + problem,
                    "start it with --enable-native-access=ALL-UNNAMED");
        }
        if (library == null) {
            return Support.unavailable(
                    Support.Reason.MISSING_SOFTWARE,
                    "the library lib" + name + " cannot be loaded: " + problem,
                    "install libvirt's client library (Debian and Ubuntu: " + debianPackage
                            + ", Fedora and RHEL: libvirt-libs)");
        }
        if (Native.POINTER_SIZE != Long.BYTES || Native.LONG_SIZE != Long.BYTES) {
            return Support.unavailable(
                    Support.Reason.NOT_IMPLEMENTED, "only 64-bit systems whose C long has 64 bits are served");
        }
        return Support.available(this);
    }

    /**
     * Whether all functions of this class can be called.
     *
     * @param type a class of this package with native methods of this library
     */
    public Support<Libraries> support(Class<?> type) {
        Support<Libraries> library = support();
        return library.isAvailable()
                ? missing(type).<Support<Libraries>>map(Libraries::tooOld).orElse(library)
                : library;
    }

    private static Support<Libraries> tooOld(String function) {
        return Support.unavailable(
                Support.Reason.TOO_OLD,
                "the libvirt library of this machine is too old: it lacks " + function,
                "install a newer libvirt; 9.0 has all");
    }

    private Optional<String> missing(Class<?> type) {
        try {
            // Its static initializer is what registers it.
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
        return Optional.ofNullable(missing.get(type));
    }
}
