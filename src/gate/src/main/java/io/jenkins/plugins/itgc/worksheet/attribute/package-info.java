/** What each tested deployment must show, judged from its record. */
@NullMarked
package io.jenkins.plugins.itgc.worksheet.attribute;

import org.jspecify.annotations.NullMarked;
