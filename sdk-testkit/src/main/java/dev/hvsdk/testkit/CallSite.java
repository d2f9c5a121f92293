/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The line of a program that called the SDK. */
final class CallSite {
    /** Between the program and the fakes may be these; their subpackages, but those of the API and the SPI, are users of fakes. */
    private static final Set<String> SDK = Set.of("dev.hvsdk", "dev.hvsdk.testkit");

    private static final List<String> BELOW = List.of("java.", "jdk.", "dev.hvsdk.api", "dev.hvsdk.spi");

    private CallSite() {}

    /** As in a stack trace; null if this thread runs no code but the SDK's and the JDK's. */
    static @Nullable String find() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(CallSite::isOfProgram).findFirst())
                .map(CallSite::text)
                .orElse(null);
    }

    private static boolean isOfProgram(StackFrame frame) {
        String type = frame.getClassName();
        String packageName = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        return !SDK.contains(packageName) && BELOW.stream().noneMatch(type::startsWith);
    }

    /** Without the names of class loaders and modules, which {@link StackTraceElement#toString} has before it. */
    private static String text(StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
