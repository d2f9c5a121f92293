/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import java.util.Locale;
import org.apiguardian.api.API;

/** In which form a picture is drawn. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum PictureFormat {
    /** An outline for people: further lines that belong to one are indented by two more. */
    TEXT,
    /** A picture for a document or a browser (SVG 1.1 with a style sheet for light and dark). */
    SVG,
    /** A page to read, print or mail, whole in one file and without a script. */
    HTML,
    /** A graph for Graphviz. */
    DOT;

    /** The identifier in options and in names of files, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
