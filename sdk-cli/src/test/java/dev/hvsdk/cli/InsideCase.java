/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.List;

/** A place to ask at, and what has to be answered there beyond the machine. Immutable. */
record InsideCase(String title, boolean isRoot, boolean isOwnRoot, List<String> expected) {

    static InsideCase root(String title, String... expected) {
        return new InsideCase(title, true, true, List.of(expected));
    }

    static InsideCase user(String title, String... expected) {
        return new InsideCase(title, false, true, List.of(expected));
    }

    /** The same with the root directory of the machine. */
    InsideCase onTheMachinesRoot() {
        return new InsideCase(title, isRoot, false, expected);
    }

    String user() {
        return isRoot ? "root" : "user 1000";
    }

    String uid() {
        return isRoot ? "0" : "1000";
    }

    /** The words that ask there. */
    List<String> ask() {
        return isRoot ? InsideKit.ask() : InsideKit.askWithoutEnvironment();
    }

    @Override
    public String toString() {
        return title + ", as " + user();
    }
}
