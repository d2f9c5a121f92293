/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Native;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** JNA's own library, loaded by the first use of this class and tried once only. Thread-safe. */
final class Jna {
    private static final @Nullable String PROBLEM = load();

    private Jna() {}

    /**
     * Does nothing where native code can be called.
     *
     * @throws UnsupportedOperationException with JNA's reason if it cannot be called
     */
    static void require() {
        if (PROBLEM != null) {
            throw new UnsupportedOperationException(PROBLEM);
        }
    }

    /**
     * Where its temporary directory cannot be written, JNA logs a warning with a stack trace before it throws the same reason. Our
     * callers report that reason, so its logger is silent meanwhile; JNA has no property for this.
     */
    private static @Nullable String load() {
        Logger logger = Logger.getLogger("com.sun.jna.Native");
        Filter before = logger.getFilter();
        logger.setFilter(entry -> false);
        try {
            // Any method makes the JVM initialize the class, which loads the library.
            Native.getDefaultStringEncoding();
            return null;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error e) {
            return NativeCode.problem(e);
        } finally {
            logger.setFilter(before);
        }
    }
}
