# cmake -D folder=http/web -D data=data -D into=DIR -P embed_web.cmake
#
# Makes of everything below `folder`, but for what is written for its readers (*.md), two sources: web_files.S
# with the bytes, gzipped as well where that is shorter, and web_files.cpp with the list of them. The version
# is a hash over all, so that an address with it in may be kept for ever. Kentucky's ZIP points join them as
# assets/kentucky.json: {"40202": [latitude, longitude, "Jefferson County"], ...}.
file(GLOB_RECURSE files RELATIVE ${folder} ${folder}/*)
list(FILTER files EXCLUDE REGEX "\\.md$")
set(places assets/kentucky.json)
list(APPEND files ${places})
list(SORT files)

set(points "")
foreach(table us_zcta.tsv ky_zip_not_zcta_geonames.tsv)
  file(STRINGS ${data}/${table} lines REGEX "\tKY(\t|$)")
  foreach(line IN LISTS lines)
    # Census: zip, latitude, longitude, fips, county. GeoNames has the place's name before the last two.
    string(REGEX REPLACE "^([0-9]+)\t([-0-9.]+)\t([-0-9.]+)\t([^0-9\t][^\t]*\t)?[0-9]+\t([^\t]+)\t.*$"
      "\"\\1\":[\\2,\\3,\"\\5\"]" point "${line}")
    string(APPEND points ",\n${point}")
  endforeach()
endforeach()
string(SUBSTRING "${points}" 1 -1 points)
file(WRITE ${into}/kentucky.json "{${points}}\n")
set(type_css "text/css; charset=utf-8")
set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_json "application/json")
set(type_svg "image/svg+xml")
set(type_woff2 "font/woff2")

set(bytes ".section .rodata\n")
set(symbols "")
set(rows "")
set(hashes "")
set(number 0)
foreach(file IN LISTS files)
  get_filename_component(ending ${file} LAST_EXT)
  string(SUBSTRING ${ending} 1 -1 ending)
  if(NOT DEFINED type_${ending})
    message(FATAL_ERROR "${file}: nobody knows what .${ending} is served as")
  endif()
  set(source ${folder}/${file})
  if(file STREQUAL places)
    set(source ${into}/kentucky.json)
  endif()
  file(SHA256 ${source} hash)
  string(APPEND hashes "${file} ${hash}\n")
  string(SUBSTRING ${hash} 0 20 tag)
  set(zipped ${into}/${number}.gz)
  execute_process(COMMAND gzip -9 -n -c ${source} OUTPUT_FILE ${zipped} COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE ${source} plain_size)
  file(SIZE ${zipped} zipped_size)
  set(name kod_web_${number})
  string(APPEND bytes ".global ${name}, ${name}_end, ${name}_gz, ${name}_gz_end\n"
    "${name}: .incbin \"${source}\"\n${name}_end: .byte 0\n${name}_gz:\n")
  if(zipped_size LESS plain_size)
    string(APPEND bytes ".incbin \"${zipped}\"\n")
  endif()
  string(APPEND bytes "${name}_gz_end: .byte 0\n")
  string(APPEND symbols
    "extern const char ${name}[], ${name}_end[], ${name}_gz[], ${name}_gz_end[];\n")
  string(APPEND rows "    {\"${file}\", \"${type_${ending}}\", \"\\\"${tag}\\\"\",\n"
    "     {${name}, ${name}_end}, {${name}_gz, ${name}_gz_end}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(SHA256 version "${hashes}")
string(SUBSTRING ${version} 0 12 version)

file(WRITE ${into}/web_files.S "${bytes}.section .note.GNU-stack, \"\", %progbits\n")
file(WRITE ${into}/web_files.cpp "#include \"app/embedded.hpp\"

extern \"C\" {
${symbols}}

kod::http::web kod::app::web_files() {
  static const http::web_file files[] = {
${rows}  };
  return {files, \"${version}\"};
}
")
