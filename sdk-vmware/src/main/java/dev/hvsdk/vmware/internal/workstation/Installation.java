/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.spi.support.ConnectParameters;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the product and its machines are: what the URI says, or else where its installer puts them. Immutable. */
record Installation(Product product, Optional<Path> vmrun, List<Path> directories, List<Path> inventories) {
    private static final List<String> PLACES = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/Applications/VMware Fusion.app/Contents/Public",
            "/Applications/VMware Fusion.app/Contents/Library",
            "C:\\Program Files (x86)\\VMware\\VMware Workstation",
            "C:\\Program Files\\VMware\\VMware Workstation");

    private static final List<String> MACHINES =
            List.of("vmware", "Virtual Machines.localized", "Documents/Virtual Machines", "Virtual Machines");

    static Installation of(ConnectParameters parameters) {
        Path home = Path.of(System.getProperty("user.home", "."));
        return new Installation(
                parameters.find("type").map(Product::of).orElseGet(Product::usual),
                parameters.find("vmrun").map(path -> absolute("vmrun", path)).or(() -> find("vmrun")),
                parameters.find("directory").map(Installation::directories).orElseGet(() -> machines(home)),
                parameters
                        .find("inventory")
                        .map(path -> List.of(absolute("inventory", path)))
                        .orElseGet(() -> inventories(home)));
    }

    private static List<Path> directories(String text) {
        return Arrays.stream(text.split(File.pathSeparator, -1))
                .map(path -> absolute("directory", path))
                .toList();
    }

    private static Path absolute(String parameter, String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("the parameter '" + parameter + "' of the URI must be an absolute path");
        }
        return path.normalize();
    }

    private static List<Path> machines(Path home) {
        return MACHINES.stream().map(home::resolve).toList();
    }

    /** The lists of what was opened in the products' windows. */
    private static List<Path> inventories(Path home) {
        return List.of(
                home.resolve(".vmware/inventory.vmls"),
                home.resolve("AppData/Roaming/VMware/inventory.vmls"),
                home.resolve("Library/Application Support/VMware Fusion/vmInventory"));
    }

    /** A program of the products, in PATH or where the installers put it. */
    static Optional<Path> find(String program) {
        return places().flatMap(place -> Stream.of(place.resolve(program), place.resolve(program + ".exe")))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where programs are looked for. */
    static Stream<Path> places() {
        List<String> places = new ArrayList<>(Arrays.asList(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)));
        places.addAll(PLACES);
        return places.stream().filter(place -> !place.isEmpty()).distinct().map(Path::of);
    }

    /** The program beside vmrun, or else one that is found. */
    Optional<Path> beside(String program) {
        return vmrun.map(path -> path.resolveSibling(program))
                .filter(Files::isExecutable)
                .or(() -> find(program));
    }

    /** Where new machines are put. */
    Path home() {
        return directories.get(0);
    }
}
